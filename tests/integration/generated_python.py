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

    def judged(self, cases):
        """{name: what judge_python.py says of it}, all modules in one process."""
        lines = []
        for number, case in enumerate(cases):
            module = self.folder / f"made_{number}.py"
            module.write_text(case.generate("python"))
            lines.append(json.dumps({"name": case.name, "module": str(module), "schema": case.schema,
                                     "instances": [data for _, data in case.instances]}))
        done = subprocess.run([PYTHON, "-B", HERE / "judge_python.py"], input="\n".join(lines), capture_output=True,
                              text=True, timeout=800, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}

    def compare(self, cases, language="python"):
        by_schema, by_class = {}, {}
        for name, row in self.judged(cases).items():
            with self.subTest(schema=name):
                self.assertIsNone(row["error"])
            if row["error"] is None:
                by_schema[name] = list(zip(row["original"], row["told"]))
                by_class[name] = list(zip(row["original"], row["read"]))
        told = generated.account(self, language + ".told.json", by_schema)
        read = generated.account(self, language + ".read.json", by_class)
        return told, read

    def test_own_schemas(self):
        cases = generated.own_cases()
        self.assertGreater(len(cases), 10)
        rows = self.judged(cases)
        for case in cases:
            row = rows[case.name]
            with self.subTest(schema=case.name):
                self.assertIsNone(row["error"])
                wanted = [valid for valid, _ in case.instances]
                self.assertEqual(row["original"], wanted)
                self.assertEqual(row["told"], wanted)
                self.assertEqual(row["read"], wanted)

    def test_real_schemas(self):
        cases = generated.suite_cases()
        if not cases:
            self.skipTest("ESPALIER_SUITES does not name the folder of the public suites")
        told, read = self.compare(cases)
        self.assertGreater(told[0] / told[1], 0.92)
        self.assertGreater(read[0] / read[1], 0.93)

    def test_the_call(self):
        """The module as a program asks the practice endpoint through instructor."""
        for name in support.EXAMPLE_NAMES:
            case = generated.Case(support.EXAMPLES / f"{name}.json", [])
            module = self.folder / f"call_{name}.py"
            with support.practice_endpoint() as practice:
                module.write_text(case.generate("python").replace("gpt-4o-mini", practice["model"]))
                env = {**os.environ, "OPENAI_BASE_URL": practice["base_url"], "OPENAI_API_KEY": practice["key"]}
                done = subprocess.run([PYTHON, "-B", module], input=(support.EXAMPLES / f"{name}.txt").read_text(),
                                      env=env, capture_output=True, text=True, timeout=120, check=False)
            with self.subTest(example=name):
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])
                ours = support.result_of(support.extract("--ndjson", "--schema", support.EXAMPLES / f"{name}.json",
                                                         support.EXAMPLES / f"{name}.txt"))
                self.assertEqual(json.loads(done.stdout), ours["value"])


if __name__ == "__main__":
    install()
    support.run_tests()
