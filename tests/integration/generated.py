# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of generated code share: schemas with instances, and the account of who agrees."""

import collections
import json
import os
import pathlib
import subprocess

import support

DATA = support.TOP / "tests" / "data" / "codegen"
SUITE = pathlib.Path(os.environ.get("ESPALIER_SUITES", "")) / "real-schemas"


class Case:
    """One schema, what may be judged by it, and the code made of it."""

    def __init__(self, path, instances):
        self.path, self.name, self.instances = path, path.stem, instances
        self.schema = json.loads(path.read_text())

    def generate(self, language):
        done = subprocess.run([support.CLI, "schema", language, self.path], capture_output=True, text=True,
                              timeout=60, check=False)
        if done.returncode:
            raise AssertionError(f"{self.name}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def own_cases():
    """tests/data/codegen/NAME.json with NAME.instances.json beside it: {"valid": […], "invalid": […]}."""
    found = []
    for path in sorted(DATA.glob("*.json")):
        beside = path.with_suffix(".instances.json")
        if beside.exists():
            verdicts = json.loads(beside.read_text())
            found.append(Case(path, [(True, v) for v in verdicts["valid"]] + [(False, v) for v in verdicts["invalid"]]))
    return found


def suite_cases():
    """Schemas that other people wrote, with their instances; none when the suite is not at hand."""
    if not (SUITE / "instances.jsonl").is_file():
        return []
    instances = collections.defaultdict(list)
    for line in (SUITE / "instances.jsonl").read_text().splitlines():
        row = json.loads(line)
        instances[row["file"]].append((row["valid"], row["data"]))
    return [Case(path, instances[path.name]) for path in sorted(SUITE.glob("*.json")) if path.name != "index.json"]


def exceptions(language):
    """{name of a schema: why its code judges some instance differently}."""
    return json.loads((DATA / f"exceptions.{language}").read_text())


def account(test, language, verdicts):
    """`verdicts`: {case name: [(wanted, got), …]}. Whoever disagrees has to be listed with a reason, whoever is
    listed has to disagree. Prints the sum."""
    listed = exceptions(language)
    differing = {name for name, pairs in verdicts.items() if any(wanted != got for wanted, got in pairs)}
    total = sum(len(pairs) for pairs in verdicts.values())
    same = sum(wanted == got for pairs in verdicts.values() for wanted, got in pairs)
    print(f"{language}: {same} of {total} verdicts the same, {len(verdicts) - len(differing)} of {len(verdicts)} schemas",
          flush=True)
    test.assertEqual(sorted(differing - set(listed)), [], "differ and are not listed")
    test.assertEqual(sorted((set(listed) & set(verdicts)) - differing), [], "listed, but agree now")
    return same, total
