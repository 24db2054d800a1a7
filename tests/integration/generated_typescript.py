# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated zod modules compile and judge as the schemas they were made of."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import generated
import odd_patterns
import support

HERE = pathlib.Path(__file__).resolve().parent
HOME = support.CACHE / "generated-typescript"


def install():
    """The pinned packages in the cache folder, once."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        support.skip("npm and node are not installed")
    lock = (HERE / "npm-zod" / "package-lock.json").read_text()
    done = HOME / "installed-lock.json"
    if done.exists() and done.read_text() == lock:
        return
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "npm-zod" / name, HOME / name)
    fetched = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HOME, capture_output=True,
                             text=True, timeout=800, check=False)
    if fetched.returncode:
        support.skip("zod and TypeScript could not be fetched: " + (fetched.stderr.strip().splitlines() or ["?"])[-1])
    done.write_text(lock)


class GeneratedTypeScript(unittest.TestCase):
    def judged(self, cases, folder):
        """{name: [verdict of each instance]} of all modules, compiled together with every check on."""
        work = HOME / folder
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        rows = []
        for number, case in enumerate(cases):
            (work / f"made_{number}.ts").write_text(case.generate("typescript"))
            rows.append({"name": case.name, "module": f"./made_{number}.js", "source": f"made_{number}.ts",
                         "instances": [data for _, data in case.instances]})
        (work / "tsconfig.json").write_text(json.dumps({
            "compilerOptions": {"strict": True, "target": "ES2022", "module": "ES2022", "moduleResolution": "bundler",
                                "skipLibCheck": True, "noEmitOnError": False, "types": []},
            "include": ["*.ts"]}))
        (work / "package.json").write_text('{"type": "module"}')
        compiled = subprocess.run(["node", HOME / "node_modules" / "typescript" / "bin" / "tsc", "-p", work],
                                  capture_output=True, text=True, timeout=800, check=False)
        self.assertEqual(compiled.returncode, 0, compiled.stdout[:4000])
        shutil.copy(HERE / "judge_zod.mjs", work / "judge_zod.mjs")
        done = subprocess.run(["node", work / "judge_zod.mjs"], input=json.dumps(rows), cwd=work, capture_output=True,
                              text=True, timeout=800, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[:4000])
        return {row["name"]: row for row in json.loads(done.stdout)}

    def test_own_schemas(self):
        cases = generated.own_cases()
        self.assertGreater(len(cases), 10)
        rows = self.judged(cases, "own")
        for case in cases:
            with self.subTest(schema=case.name):
                self.assertIsNone(rows[case.name]["error"])
                self.assertEqual(rows[case.name]["read"], [valid for valid, _ in case.instances])

    def test_odd_patterns(self):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        ours = odd_patterns.own_verdicts()
        cases = [case for whole in (False, True) for _, case in odd_patterns.cases(folder, ours, whole)]
        rows = self.judged(cases, "patterns")
        for case in cases:
            with self.subTest(pattern=case.schema["properties"]["text"]["pattern"], schema=case.name):
                self.assertIsNone(rows[case.name]["error"])
                self.assertEqual(rows[case.name]["read"], [valid for valid, _ in case.instances])
        self.assertGreater(len(cases), 100)

    def test_real_schemas(self):
        cases = generated.suite_cases()
        if not cases:
            self.skipTest("ESPALIER_SUITES does not name the folder of the public suites")
        verdicts = {}
        for name, row in self.judged(cases, "real").items():
            with self.subTest(schema=name):
                self.assertIsNone(row["error"])
            wanted = [valid for valid, _ in next(case.instances for case in cases if case.name == name)]
            verdicts[name] = list(zip(wanted, row["read"] or []))
        generated.account(self, "zod", verdicts)


if __name__ == "__main__":
    install()
    support.run_tests()
