# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py PROGRAM: schemas and values made to hurt, given to the command line.

Each has to end in an answer or an error with a name within BOUND seconds of a Release build, without a crash.
"""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

BOUND = 2.0  # seconds, the specification's
PATIENCE = 60
COMMANDS = ("validate", "check", "extract")


class Raw(str):
    """JSON as it stands."""


def doubling(keyword, leaf, times=60):
    definitions = {f"d{i}": {keyword: [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(times)}
    definitions[f"d{times}"] = leaf
    return {"$ref": "#/$defs/d0", "$defs": definitions}


def one_of_nested(levels):
    """oneOf with 300 branches, in which the next stands."""
    schema = {"type": "integer"}
    for level in range(levels):
        branches = [{"type": "object", "properties": {"k": {"const": i}}, "required": ["k"]} for i in range(299)]
        schema = {"oneOf": [*branches, {"type": "object", "properties": {"k": {"const": 299}, "in": schema}}]}
    return schema


def nested(levels, inner):
    for _ in range(levels):
        inner = {"oneOf": [inner, {"type": "null"}]}
    return inner


def many(count, value):
    return {f"property_number_{i}": value for i in range(count)}


def deep_text(opening, count, middle, closing):
    return Raw(opening * count + middle + closing * count)


def cases():
    """Name, schema, value: what can be written as JSON, or its text."""
    yield "a reference to itself", {"$ref": "#"}, {}
    yield "references in a circle", {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}, 1
    yield "a dynamic circle", {"$id": "http://x/a", "$dynamicAnchor": "n", "$ref": "b", "$defs": {
        "b": {"$id": "b", "$dynamicAnchor": "n", "allOf": [{"$dynamicRef": "#n"}]}}}, 1
    yield "a tree without end, 500 deep", {"properties": {"a": {"$ref": "#"}}}, deep_text('{"a":', 500, "1", "}")
    yield "10,000 properties", {"properties": many(10_000, {"type": "string"}), "required": list(many(10_000, 0)),
                                "additionalProperties": False}, many(10_001, 7)
    yield "50 MB of schema", {"properties": many(108_000, {"type": "string", "minLength": 1, "description": "x" * 400})}, {"property_number_7": ""}
    yield "50 MB, most parts that are taken", {"properties": many(249_000, {"type": "string", "description": "x" * 140})}, {"property_number_7": 7}
    yield "50 MB, 600,000 properties", {"properties": many(600_000, {"type": "string", "description": "x" * 20})}, {"property_number_7": 7}
    yield "60 MB of short values, no schemas", {"default": [[[1], 2], {"a": 3}] * 2_400_000}, 1
    yield "240,000 patterns", {"properties": {f"p{i}": {"pattern": f"^a{i}[b-d]+$"} for i in range(240_000)}}, {"p7": "x"}
    yield "40,000 long patterns", {"properties": {f"p{i}": {"pattern": f"^a{i}" + "[a-z]{1,3}(x|y)" * 40} for i in range(40_000)}}, {"p7": "x"}
    yield "18,000 patterns for 2,000 names", {"patternProperties": {f"^a{i}[b-d]+$": {} for i in range(18_000)}}, {f"a{i}b": 1 for i in range(2_000)}
    yield "120,000 references", {"properties": {f"p{i}": {"$ref": f"#/$defs/d{i}"} for i in range(120_000)},
                                 "$defs": {f"d{i}": {"type": "string"} for i in range(120_000)}}, {"p7": 1}
    yield "100,000 branches, 2,000 members", {"allOf": [{"properties": {f"p{i}": True}} for i in range(100_000)], "unevaluatedProperties": False}, {
        f"p{i}": 1 for i in range(0, 100_000, 50)}
    yield "1,000 schemas for the rest of 100,000 members", {"allOf": [{"unevaluatedProperties": {"type": "integer"}}] * 1_000}, {
        f"p{i}": i for i in range(100_000)}
    yield "the same, and the last member does not fit", {"allOf": [{"unevaluatedProperties": {"type": "integer"}}] * 400}, {
        f"p{i}": i if i < 99_999 else "" for i in range(100_000)}
    yield "1,000 schemas for 100,000 names", {"allOf": [{"propertyNames": {"maxLength": 50}}] * 1_000}, {f"p{i}": i for i in range(100_000)}
    yield "1,000 schemas for 100,000 items", {"allOf": [{"items": {"type": "integer"}}] * 1_000}, list(range(100_000))
    yield "1,000 choices for 100,000 items", {"allOf": [{"anyOf": [{"items": {"type": "string"}}, {"contains": {"const": -1}}]}] * 1_000}, list(range(100_000))
    yield "1,000 times different items", {"allOf": [{"uniqueItems": True}] * 1_000}, list(range(100_000))
    yield "100,000 lengths of 10 MB", {"allOf": [{"maxLength": 9_000_000}] * 100_000}, "x" * 10_000_000
    yield "100,000 texts that 10 MB are not", {"allOf": [{"not": {"enum": ["a"]}}] * 100_000}, "x" * 10_000_000
    yield "multiples of a million digits, 1,000", {"allOf": [{"multipleOf": 3}] * 1_000}, Raw("3" * 1_000_000)
    yield "50,000 numbers among 50,000", {"items": {"enum": list(range(50_000))}}, list(range(50_000))
    yield "50,000 lists among 50,000", {"items": {"enum": [[i, str(i)] for i in range(50_000)]}}, [[i, str(i)] for i in range(50_000)]
    yield "a million names, a million objects", {"items": {"dependentRequired": {"a": [f"n{i}" for i in range(1_000_000)]}}}, [{}] * 1_000_000
    yield "100,000 members wanted of 100,000 objects", {"items": {"required": [f"n{i}" for i in range(100_000)]}}, [{}] * 100_000
    yield "250,000 faults that nothing refers to", {"$defs": {f"d{i}": {"type": "x", "$dynamicAnchor": f"a{i}"} for i in range(240_000)}, "$dynamicRef": "#a7"}, 1
    yield "1,900,000 definitions that are no schemas", {"$defs": {f"d{i}": 1 for i in range(1_900_000)}}, 1
    yield "50 MB of one enum", {"enum": [f"{i}" + "x" * 1000 for i in range(50_000)]}, "x"
    yield "250,000 parts and more", {"anyOf": [{}] * 300_000}, 1
    yield "a schema 5,000 deep", deep_text('{"not":', 5_000, "{}", "}"), 1
    yield "a pattern that explodes", {"pattern": "^(a+)+$"}, "a" * 60 + "!"
    yield "2,000 texts for one that explodes", {"items": {"pattern": "^(a|aa)+$"}}, ["a" * 60 + "!"] * 2_000
    yield "names for one that explodes", {"patternProperties": {"^(([a-z])+.)+[A-Z]([a-z])+$": {}}, "additionalProperties": False}, {
        "a" * 60 + str(i): i for i in range(2_000)}
    yield "a pattern too large", {"pattern": "((a{1000}){1000}){1000}"}, "a"
    yield "2^60 ways by allOf", doubling("allOf", {"type": "object", "unevaluatedProperties": False}), {"a": 1}
    yield "2^60 ways by anyOf", doubling("anyOf", {"type": "object", "required": ["z"]}), {"a": 1}
    yield "2^60 ways by oneOf", doubling("oneOf", {"type": "object", "properties": {"z": True}}), {"a": 1}
    yield "2^60 ways by names", {"propertyNames": {"$ref": "#/$defs/d0"}, **{
        "$defs": doubling("allOf", {"maxLength": 3})["$defs"]}}, many(100, 1)
    yield "100,000 different items", {"uniqueItems": True}, [{"a": [i, str(i)]} for i in range(100_000)]
    yield "100,000 equal numbers", {"uniqueItems": True}, Raw("[" + ",".join(f"1{'0' * (i % 50)}.0" for i in range(100_000)) + "]")
    yield "3,000 items, oneOf 300", {"items": one_of_nested(1)}, [{"k": 299, "in": "x"}] * 3_000
    yield "oneOf 300 in oneOf 300, twice", one_of_nested(3), {"k": 299, "in": {"k": 299, "in": {"k": 299, "in": "x"}}}
    yield "oneOf in oneOf, 240 deep", nested(240, {"type": "object", "required": ["a"]}), {"b": 1}
    yield "a recursive union, wide and deep", {"anyOf": [{"type": "null"}, {"properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}}, "required": ["c"]},
                                                         {"items": {"$ref": "#"}, "type": "array"}]}, deep_text('{"b":[{}],"a":', 200, "{}", "}")
    yield "50 MB of answer", {"items": {"type": "object", "properties": {"n": {"type": "integer"}, "t": {"type": "string"}}, "required": ["n"]}}, [
        {"n": i, "t": "x" * 80} for i in range(480_000)]
    yield "a value 100,000 deep", {"items": {"$ref": "#"}}, deep_text("[", 100_000, "", "]")
    yield "a number of a million digits", {"multipleOf": 3}, Raw("3" * 1_000_000)
    yield "1e999999999", {"multipleOf": 7e-5, "maximum": 10}, Raw("1e999999999")


def command_for(program, command, schema, value):
    if command == "validate":
        return [program, "validate", "--schema", schema], value
    if command == "check":
        return [program, "schema", "check", schema], None
    return [program, "extract", "--schema", schema, "--max-retries", "0", "--text", "Jason is 25 years old."], None


def tried(program, command, schema, value):
    """(seconds by the clock, seconds of processor time, exit code or None, what it said)."""
    arguments, given = command_for(program, command, schema, value)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    with open(given or "/dev/null", "rb") as source:
        try:
            done = subprocess.run([str(part) for part in arguments], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=PATIENCE, check=False)
            code, said = done.returncode, done.stdout.decode(errors="replace").strip()
        except subprocess.TimeoutExpired:
            code, said = None, ""
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, spent, code, said


def written(folder, name, data):
    path = folder / name
    path.write_text(data if isinstance(data, Raw) else json.dumps(data))
    return path


def measured(program, chosen=None):
    """Rows: name, then for each command (clock, processor, exit code, words)."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        for name, schema, value in cases():
            if chosen and chosen not in name:
                continue
            schema_file = written(folder, "schema.json", schema)
            value_file = written(folder, "value.json", value)
            yield name, {command: tried(program, command, schema_file, value_file) for command in COMMANDS}


def broken(name, results):
    """What is beyond the bound, or crashed: by processor time, so that a busy machine breaks nothing."""
    for command, (_, spent, code, _) in results.items():
        if code is None or code < 0 or code > 128 or spent > BOUND:
            yield f"{name} by {command}"


def main():
    bad = []
    for name, results in measured(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None):
        for command, (clock, spent, code, said) in results.items():
            print(f"{name:36} {command:9} {clock:6.2f} s {spent:6.2f} s cpu  exit {code}  {said.splitlines()[0][:90] if said else ''}", flush=True)
        bad.extend(broken(name, results))
    if bad:
        sys.exit("beyond the bound: " + "; ".join(bad))


if __name__ == "__main__":
    main()
