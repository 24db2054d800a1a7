# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole runs beside Python's instructor, on one practice endpoint: what report.py needs for its table."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PYPI = ("instructor==1.17.0", "openai==3.3.0")
DOCUMENTS, AT_ONCE, CHECKED = 500, 64, 64
MODEL = "practice-reader+ok,rate=200"
TASK = {"text": "Name: Jason Miller\nAge: 25\nEmail: jason.miller@example.com\nPhone: +1 202 555 0143\nCity: New York\n"
                "Street: 123 Main Street\nCountry: United States",
        "schema": {"title": "Customer", "type": "object",
                   "properties": {"name": {"type": "string"}, "age": {"type": "integer"}, "email": {"type": "string"},
                                  "phone": {"type": "string"}, "city": {"type": "string"}, "street": {"type": "string"},
                                  "country": {"type": "string"}},
                   "required": ["name", "age", "email", "phone", "city", "street", "country"]}}


def python_with(cache):
    """A virtual environment with instructor; None when it cannot be had."""
    place = cache / "bench-instructor"
    python = place / "bin" / "python"
    done = place / "installed"
    wanted = "\n".join(PYPI)
    if not done.exists() or done.read_text() != wanted:
        for command in ([sys.executable, "-m", "venv", place], [python, "-m", "pip", "install", "-q", *PYPI]):
            if subprocess.run([str(part) for part in command], check=False, stderr=subprocess.DEVNULL).returncode:
                return None
        done.write_text(wanted)
    return python


def figures(command, mode, endpoint, documents, task):
    done = subprocess.run([*map(str, command), mode, endpoint["base_url"], endpoint["key"], str(documents), str(AT_ONCE), MODEL, str(task)],
                          text=True, stdout=subprocess.PIPE, check=False)
    lines = done.stdout.splitlines()
    return json.loads(lines[-1]) if lines else None


def measured(programs, cli, cache):
    """Tool → figures of the timed run with the wrong leaves of the checked one; what cannot be had is left out."""
    commands = {"Espalier": [programs / "bench_runs"]}
    python = python_with(cache)
    if python:
        commands["instructor"] = [python, HERE / "runs_pypi.py"]
    cache.mkdir(parents=True, exist_ok=True)
    task = cache / "runs-task.json"
    task.write_text(json.dumps(TASK))
    out = {}
    with subprocess.Popen([cli, "practice"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as server:
        endpoint = json.loads(server.stdout.readline())
        for tool, command in commands.items():
            timed = figures(command, "measure", endpoint, DOCUMENTS, task)
            checked = figures(command, "check", endpoint, CHECKED, task)
            if timed and checked:
                out[tool] = {**timed, "checked": checked["partials"], "wrong_leaves": checked["wrong_leaves"]}
        server.terminate()
    return out
