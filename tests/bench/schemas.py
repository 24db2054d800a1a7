# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Validators side by side over suites/real-schemas: each is compared with ours on the instances that it judges rightly."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NATIVE = ("espalier", "valijson", "rapidjson")
NODE = ("ajv", "@cfworker/json-schema", "jsonschema")
PYPI = {"jsonschema_rs": "jsonschema-rs==0.61.0", "jsonschema": "jsonschema==4.26.0"}
TOLD = {
    "valijson": "valijson 1.0 (C++, interprets)",
    "rapidjson": "rapidjson 1.1 (C++, draft 4 only)",
    "node ajv": "ajv 8.20 (node, makes code of the schema)",
    "node @cfworker/json-schema": "@cfworker/json-schema 4.1 (node, interprets)",
    "node jsonschema": "jsonschema 1.5 (node, interprets)",
    "python jsonschema_rs": "jsonschema-rs 0.61 (Rust, called from Python)",
    "python jsonschema": "jsonschema 4.26 (Python, interprets)",
}
# The specification of the product: faster than these, by the sum of times.
BEATEN = ("valijson", "node @cfworker/json-schema", "node jsonschema")


def folder():
    suites = os.environ.get("ESPALIER_SUITES") or HERE.parents[2] / ".." / "shared" / "suites"
    found = pathlib.Path(suites) / "real-schemas"
    return found.resolve() if (found / "instances.jsonl").exists() else None


def lines_of(command, **more):
    done = subprocess.run([str(part) for part in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, **more)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return (lines[:-1], lines[-1]) if done.returncode == 0 and lines else None


def python_tools(cache):
    """A virtual environment with Python's validators; None when they cannot be had."""
    place = cache / "bench-pypi"
    python = place / "bin" / "python"
    done = place / "installed"
    wanted = "\n".join(PYPI.values())
    if not done.exists() or done.read_text() != wanted:
        for command in ([sys.executable, "-m", "venv", place], [python, "-m", "pip", "install", "-q", *PYPI.values()]):
            if subprocess.run([str(part) for part in command], check=False, stderr=subprocess.DEVNULL).returncode:
                return None
        done.write_text(wanted)
    return python


def measured(binaries, npm, cache, data):
    """Tool → (lines, last line); what cannot be had is left out."""
    out = {tool: lines_of([binaries / "bench_schema", tool, data]) for tool in NATIVE}
    if npm and shutil.which("node"):
        shutil.copy(HERE / "schemas.mjs", npm / "schemas.mjs")
        out.update({f"node {tool}": lines_of(["node", npm / "schemas.mjs", tool, data], cwd=npm) for tool in NODE})
    python = python_tools(cache)
    if python:
        out.update({f"python {tool}": lines_of([python, HERE / "schemas_pypi.py", tool, data]) for tool in PYPI})
    return {tool: result for tool, result in out.items() if result}


def rows(results, verdicts):
    """(tool, schemas compiled, instances judged rightly, µs of theirs, µs of ours, ratio) on what both judge rightly."""
    def right(lines):
        return {line["line"]: line["ns"] for line in lines if line["valid"] is verdicts[line["line"]]}

    ours = right(results["espalier"][0])
    out = []
    for tool, (lines, last) in results.items():
        theirs = right(lines)
        both = ours.keys() & theirs.keys()
        their_ns, our_ns = (sum(times[line] for line in both) for times in (theirs, ours))
        out.append((tool, last["compiled"], len(theirs), their_ns / 1000, our_ns / 1000, their_ns / our_ns if our_ns else 0.0))
    return out


def verdicts_of(data):
    return [json.loads(line)["valid"] for line in (data / "instances.jsonl").read_text().splitlines()]
