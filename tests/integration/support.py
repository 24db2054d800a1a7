# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the integration scripts share: the command line tool, servers that start and stop, skipping with a reason."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

TOP = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = TOP / "resources" / "examples"
EXAMPLE_NAMES = ("person", "addresses", "users", "profile")
CLI = os.environ.get("ESPALIER_CLI", "")
CACHE = pathlib.Path(os.environ.get("ESPALIER_CACHE_DIR", TOP / "build" / "cache"))
SKIP_CODE = 77


def skip(reason):
    """Ends the whole script as skipped; ctest reads the code, packaging/dev the line."""
    print(f"skipped: {pathlib.Path(sys.argv[0]).stem}: {reason}", flush=True)
    sys.exit(SKIP_CODE)


def run_tests():
    """Runs the test cases of the calling script and exits with ctest's idea of the result."""
    program = unittest.main(module="__main__", argv=[sys.argv[0], "-v"], exit=False)
    sys.exit(0 if program.result.wasSuccessful() else 1)


def extract(*arguments, env=None, **more):
    """One finished `espalier-cli extract`; the text comes from the arguments."""
    return subprocess.run([CLI, "extract", *map(str, arguments)], env={**os.environ, **(env or {})},
                          capture_output=True, text=True, timeout=120, check=False, **more)


def ndjson(text):
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def result_of(finished):
    """The result line of an `extract --ndjson`, with everything printed in the message when there is none."""
    lines = [line for line in ndjson(finished.stdout) if line["type"] == "result"]
    if len(lines) != 1:
        raise AssertionError(f"{len(lines)} result lines\n{finished.stdout}\n{finished.stderr}")
    return lines[0]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(ready, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if ready():
                return
        time.sleep(0.05)
    raise AssertionError(f"{what} was not ready within {seconds} s")


def answers(url):
    with urllib.request.urlopen(url, timeout=5) as response:
        return response.status == 200


@contextlib.contextmanager
def process(*arguments, **more):
    """A server for the length of a with block; ended by SIGTERM, by force after five seconds."""
    child = subprocess.Popen([str(argument) for argument in arguments], **more)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.stdout:
            child.stdout.close()


@contextlib.contextmanager
def practice_endpoint(*arguments):
    """`espalier-cli practice`; yields what its first line says: base_url, key, model."""
    with process(CLI, "practice", *arguments, stdout=subprocess.PIPE, text=True) as child:
        yield json.loads(child.stdout.readline())
