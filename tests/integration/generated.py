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

    def __init__(self, path, instances, beyond=()):
        """`beyond` the verdicts that jsonschema alone does not reach: \\d and $ of Python's `re` take more, and its
        multiples are those of binary numbers."""
        self.path, self.name, self.instances = path, path.stem, [*instances, *beyond]
        self.common = len(instances)
        self.schema = json.loads(path.read_text())

    def generate(self, language):
        done = subprocess.run([support.CLI, "schema", language, self.path], capture_output=True, text=True,
                              timeout=60, check=False)
        if done.returncode:
            raise AssertionError(f"{self.name}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def own_cases():
    """tests/data/codegen/NAME.json with NAME.instances.json beside it: {"valid": […], "invalid": […], …}."""
    found = []
    for path in sorted(DATA.glob("*.json")):
        beside = path.with_suffix(".instances.json")
        if beside.exists():
            verdicts = json.loads(beside.read_text())
            fits = {"valid": True, "invalid": False, "beyond_valid": True, "beyond": False}
            rows = {key: [(fit, data) for data in verdicts.get(key, [])] for key, fit in fits.items()}
            found.append(Case(path, rows["valid"] + rows["invalid"], rows["beyond_valid"] + rows["beyond"]))
    return found


def suite_cases():
    """Schemas that other people wrote, with their instances; none when the suite is not at hand."""
    if not (SUITE / "instances.jsonl").is_file():
        return []
    instances = collections.defaultdict(list)
    for line in (SUITE / "instances.jsonl").read_text().splitlines():
        row = json.loads(line)
        instances[row["file"]].append((row["valid"], row["data"]))
    return [Case(path, instances[path.name]) for path in sorted(SUITE.glob("*.json"))
            if path.name != "index.json" and can_be_used(path)]


def can_be_used(path):
    """Not so when it refers to a document that is not at hand: no code is made of it."""
    return subprocess.run([support.CLI, "schema", "check", path], capture_output=True, check=False).returncode == 0


def account(test, what, verdicts):
    """`verdicts`: {case name: [(wanted, got), …]}. Nobody may disagree. Prints the sum."""
    differing = sorted(name for name, pairs in verdicts.items() if any(wanted != got for wanted, got in pairs))
    total = sum(len(pairs) for pairs in verdicts.values())
    same = sum(wanted == got for pairs in verdicts.values() for wanted, got in pairs)
    print(f"{what}: {same} of {total} verdicts the same, {len(verdicts) - len(differing)} of {len(verdicts)} schemas",
          flush=True)
    test.assertEqual(differing, [])
    test.assertGreater(total, 1000)
