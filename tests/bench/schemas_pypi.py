# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""schemas_pypi.py TOOL FOLDER: the same as bench_schema, with validators that Python has: jsonschema_rs, jsonschema."""

import json
import pathlib
import sys
import time

ROUNDS = 7
ROUND_NS = 200_000


def maker(tool):
    if tool == "jsonschema_rs":
        import jsonschema_rs
        return lambda schema: jsonschema_rs.validator_for(schema, validate_formats=False).is_valid
    import jsonschema
    return lambda schema: jsonschema.validators.validator_for(schema, jsonschema.Draft202012Validator)(schema).is_valid


def measured(judge, instance):
    valid = judge(instance)
    begin = time.process_time_ns()
    judge(instance)
    first = max(time.process_time_ns() - begin, 200)
    repeats = max(1, ROUND_NS // first)
    best = first
    for _ in range(ROUNDS):
        begin = time.process_time_ns()
        for _ in range(repeats):
            valid = judge(instance)
        best = min(best, (time.process_time_ns() - begin) / repeats)
    return {"valid": bool(valid), "ns": round(best)}


def main():
    tool, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    make = maker(tool)
    compiled = {}
    for number, line in enumerate((folder / "instances.jsonl").read_text().splitlines()):
        entry = json.loads(line)
        if entry["file"] not in compiled:
            schema = json.loads((folder / entry["file"]).read_text())
            try:
                compiled[entry["file"]] = make(schema)
            except Exception:  # whatever it does not understand
                compiled[entry["file"]] = None
        judge = compiled[entry["file"]]
        result = {"valid": None}
        try:
            result = measured(judge, entry["data"]) if judge else result
        except Exception:  # a reference it cannot follow is found only now
            pass
        print(json.dumps({"line": number, **result}))
    print(json.dumps({"compiled": sum(judge is not None for judge in compiled.values())}))


if __name__ == "__main__":
    main()
