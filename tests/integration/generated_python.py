# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated pydantic modules judge as the schemas they were made of, and so do the JSON Schemas they give back."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import generated
import odd_patterns
import support

HERE = pathlib.Path(__file__).resolve().parent
HOME = support.CACHE / "generated-python"
PYTHON = HOME / "bin" / "python"


def install():
    """The pinned packages in the cache folder, once."""
    wanted = (HERE / "generated-python.txt").read_text()
    done = HOME / "installed.txt"
    if done.exists() and done.read_text() == wanted:
        return
    shutil.rmtree(HOME, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", HOME], capture_output=True, text=True, check=False)
    if made.returncode:
        support.skip("no virtual environment could be made: " + (made.stderr.strip().splitlines() or ["?"])[-1])
    fetched = subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "-r",
                              HERE / "generated-python.txt"], capture_output=True, text=True, timeout=800, check=False)
    if fetched.returncode:
        support.skip("the Python packages could not be fetched: " + (fetched.stderr.strip().splitlines() or ["?"])[-1])
    done.write_text(wanted)


class GeneratedPython(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))

    def judged(self, cases, only_read=False):
        """{name: what judge_python.py says of it}, all modules in one process; `only_read`: not what jsonschema
        says, which cannot judge by every pattern."""
        lines = []
        for number, case in enumerate(cases):
            module = self.folder / f"made_{number}.py"
            module.write_text(case.generate("python"))
            lines.append(json.dumps({"name": case.name, "module": str(module), "schema": case.schema,
                                     "only_read": only_read, "instances": [data for _, data in case.instances]}))
        done = subprocess.run([PYTHON, "-B", HERE / "judge_python.py"], input="\n".join(lines), capture_output=True,
                              text=True, timeout=800, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}

    def compare(self, cases):
        by_schema, by_class = {}, {}
        for name, row in self.judged(cases).items():
            with self.subTest(schema=name):
                self.assertIsNone(row["error"])
            if row["error"] is None:
                by_schema[name] = list(zip(row["original"], row["told"]))
                by_class[name] = list(zip(row["original"], row["read"]))
        generated.account(self, "told", by_schema)
        generated.account(self, "read", by_class)

    def test_own_schemas(self):
        cases = generated.own_cases()
        self.assertGreater(len(cases), 10)
        rows = self.judged(cases)
        for case in cases:
            row = rows[case.name]
            with self.subTest(schema=case.name):
                self.assertIsNone(row["error"])
                wanted = [valid for valid, _ in case.instances]
                self.assertEqual(row["original"][:case.common], wanted[:case.common])
                self.assertEqual(row["told"][:case.common], wanted[:case.common])
                self.assertEqual(row["read"], wanted)

    def test_real_schemas(self):
        cases = generated.suite_cases()
        if not cases:
            self.skipTest("ESPALIER_SUITES does not name the folder of the public suites")
        self.compare(cases)

    def test_odd_patterns(self):
        """The classes read a pattern as ECMA-262 does, or say that they do not; so does what carries the schema."""
        ours, nodes = odd_patterns.own_verdicts(), {}
        if shutil.which("node"):
            nodes = {pattern: found for pattern, found in odd_patterns.node_verdicts().items() if found}
            self.assertEqual({pattern: ours[pattern] for pattern in nodes if ours[pattern][0] is not None},
                             {pattern: found for pattern, found in nodes.items() if ours[pattern][0] is not None})
        for whole in (False, True):
            cases = dict(odd_patterns.cases(self.folder, ours, whole))
            rows = self.judged(cases.values(), only_read=True)
            unsaid = []
            for pattern, case in cases.items():
                if "Not carried over" in case.generate("python"):
                    unsaid.append(pattern)
                    continue
                with self.subTest(pattern=pattern, whole=whole):
                    self.assertIsNone(rows[case.name]["error"])
                    self.assertEqual(rows[case.name]["read"], [valid for valid, _ in case.instances])
            print(f"patterns: {len(cases) - len(unsaid)} of {len(cases)} said in Python; node knows {len(nodes)}", flush=True)
            self.assertLess(len(unsaid), 16, unsaid)

    def with_a_condition(self, name):
        """The example's schema with something that no class can say, so that the module carries it."""
        schema = json.loads((support.EXAMPLES / f"{name}.json").read_text())
        path = self.folder / f"{name}_with_a_condition.json"
        path.write_text(json.dumps({**schema, "not": {"required": ["nobody"]}}))
        return path

    def test_the_call(self):
        """The module as a program asks the practice endpoint through instructor."""
        calls = [(name, support.EXAMPLES / f"{name}.json") for name in support.EXAMPLE_NAMES]
        for name, path in [*calls, ("person", self.with_a_condition("person"))]:
            case = generated.Case(path, [])
            module = self.folder / f"call_{case.name}.py"
            with support.practice_endpoint() as practice:
                module.write_text(case.generate("python").replace("gpt-4o-mini", practice["model"]))
                env = {**os.environ, "OPENAI_BASE_URL": practice["base_url"], "OPENAI_API_KEY": practice["key"]}
                done = subprocess.run([PYTHON, "-B", module], input=(support.EXAMPLES / f"{name}.txt").read_text(),
                                      env=env, capture_output=True, text=True, timeout=120, check=False)
            with self.subTest(example=case.name):
                self.assertEqual("SCHEMA = " in module.read_text(), case.name != name)
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])
                ours = support.result_of(support.extract("--ndjson", "--schema", path, support.EXAMPLES / f"{name}.txt"))
                self.assertEqual(json.loads(done.stdout), ours["value"])


if __name__ == "__main__":
    install()
    support.run_tests()
