# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""espalier-cli against llama.cpp's server with a tiny random model: real streams, real refusals.

The server is fetched and run by the script that ESPALIER_REAL_SERVER names (`get DIR`, `run DIR PORT [ARG...]`).
"""

import concurrent.futures
import json
import os
import signal
import subprocess
import unittest

import support

TOOL = os.environ.get("ESPALIER_REAL_SERVER", "")
DIR = support.CACHE / "real-server"
LIST_SCHEMA = {"title": "Items", "type": "array", "minItems": 400,
               "items": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 20}},
                         "required": ["name"], "additionalProperties": False}}
INVOICE_SCHEMA = {"title": "Invoice", "type": "object", "additionalProperties": False,
                  "properties": {"vendor": {"type": "string", "maxLength": 40},
                                 "total": {"type": "number"},
                                 "paid": {"type": "boolean"},
                                 "lines": {"type": "array", "minItems": 2, "maxItems": 4, "items": {
                                     "type": "object", "additionalProperties": False,
                                     "properties": {"item": {"type": "string", "maxLength": 20},
                                                    "price": {"type": "integer", "minimum": 0, "maximum": 9999}},
                                     "required": ["item", "price"]}}},
                  "required": ["vendor", "total", "paid", "lines"]}


def fetch():
    if not TOOL:
        support.skip("ESPALIER_REAL_SERVER names no script that fetches and runs one")
    done = subprocess.run([TOOL, "get", DIR], capture_output=True, text=True, timeout=280, check=False)
    if done.returncode:
        support.skip("it could not be fetched: " + (done.stderr.strip().splitlines() or ["?"])[-1])
    keep_baseline_backend()


def keep_baseline_backend():
    """The script loads the backend that is first by name; on a processor without its instructions the server has none at all.
    The one for any x86-64 processor computes our tiny model as fast, so it is the only one left to find."""
    backends = list(DIR.glob("root/usr/lib/*/ggml/backends*/libggml-cpu-*.so"))
    if any(backend.name == "libggml-cpu-x64.so" for backend in backends):
        for backend in backends:
            if backend.name != "libggml-cpu-x64.so":
                backend.unlink()


def start(port, key):
    """The server, ready; skips when what the unstable distribution gave does not run here, with the server's own words."""
    said = DIR / "server.log"
    with said.open("wb") as log:
        # One thread: two wait for each other by spinning, and on a busy machine a probe took minutes instead of seconds.
        server = support.process(TOOL, "run", DIR, port, "--api-key", key, "-t", "1", stdout=log, stderr=subprocess.STDOUT)
        child = server.__enter__()
    address = f"http://127.0.0.1:{port}"
    support.wait_until(lambda: child.poll() is not None or support.answers(address + "/health"), 120, "the real server")
    if child.poll() is not None:
        support.skip("it does not run here: " + (said.read_text(errors="replace").strip().splitlines() or ["?"])[-1])
    return server, address


def grows_from(later, earlier):
    """True when nothing that `earlier` shows was withdrawn in `later`: strings, lists and objects only grow."""
    if isinstance(earlier, dict):
        return isinstance(later, dict) and all(key in later and grows_from(later[key], earlier[key]) for key in earlier)
    if isinstance(earlier, list):
        return isinstance(later, list) and len(later) >= len(earlier) and all(map(grows_from, later, earlier))
    if isinstance(earlier, str):
        return isinstance(later, str) and later.startswith(earlier)
    return later == earlier


class RealServer(unittest.TestCase):
    KEY = "integration-key"

    @classmethod
    def setUpClass(cls):
        server, cls.address = start(support.free_port(), cls.KEY)
        cls.addClassCleanup(server.__exit__, None, None, None)
        for schema in (LIST_SCHEMA, INVOICE_SCHEMA):
            (DIR / f"{schema['title']}.json").write_text(json.dumps(schema))

    def arguments(self, schema, *more, seed=7):
        return ["--ndjson", "--schema", DIR / f"{schema['title']}.json", "--base-url", self.address + "/v1", "--model", "tiny", "--mode", "json_schema",
                "--api-key-env", "REAL_KEY", "--param", f"seed={seed}", *more]

    def extract(self, schema, *more, key=KEY, seed=7, document=None):
        return support.extract(*self.arguments(schema, *more, seed=seed), env={"REAL_KEY": key}, input=document)

    def test_grows_along_the_schema(self):
        done = self.extract(INVOICE_SCHEMA, "--text", "invoice total 25 vendor ACME", "--max-tokens", 1500)
        partials = [line["value"] for line in support.ndjson(done.stdout) if line["type"] == "partial"]
        result = support.result_of(done)
        self.assertEqual((done.returncode, result["status"]), (0, "valid"), done.stdout + done.stderr)
        self.assertGreater(len(partials), 1)
        for earlier, later in zip(partials, partials[1:] + [result["value"]]):
            self.assertTrue(grows_from(later, earlier), f"{earlier}\n{later}")
        self.assertEqual(set(result["value"]), set(INVOICE_SCHEMA["required"]))

    def test_counts_what_the_server_counts(self):
        usage = support.result_of(self.extract(INVOICE_SCHEMA, "--text", "invoice", "--max-tokens", 1500))["usage"]
        self.assertFalse(usage["estimated"])
        self.assertGreater(usage["prompt_tokens"], 0)
        self.assertEqual(usage["total_tokens"], usage["prompt_tokens"] + usage["completion_tokens"])

    def test_not_streamed(self):
        done = self.extract(INVOICE_SCHEMA, "--text", "invoice", "--max-tokens", 1500, "--stream", "none")
        self.assertEqual((done.returncode, support.result_of(done)["status"]), (0, "valid"), done.stdout + done.stderr)

    def test_cut_at_the_token_limit(self):
        done = self.extract(LIST_SCHEMA, "--text", "price", "--max-tokens", 60)
        result = support.result_of(done)
        self.assertEqual((done.returncode, result["status"]), (6, "cut"), done.stdout + done.stderr)

    def test_wrong_key(self):
        done = self.extract(INVOICE_SCHEMA, "--text", "invoice", key="wrong")
        error = support.result_of(done)["error"]
        self.assertEqual((done.returncode, error["kind"], error["http_status"]), (3, "key-refused", 401))

    def test_document_too_long(self):
        done = self.extract(INVOICE_SCHEMA, "-", document="invoice total " * 20000)
        error = support.result_of(done)["error"]
        self.assertEqual((done.returncode, error["kind"]), (5, "document-too-long"), done.stdout + done.stderr)
        self.assertTrue(error["next_step"])

    def test_probe(self):
        done = subprocess.run([support.CLI, "probe", "--base-url", self.address + "/v1", "--model", "tiny", "--api-key-env", "REAL_KEY"],
                              env={**os.environ, "REAL_KEY": self.KEY}, capture_output=True, text=True, timeout=200, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        # A model of random weights answers along a schema because it has to, and says nothing of use where it is free to.
        self.assertEqual((report["best_mode"], report["modes"]["md_json"], report["streams"], report["stream_options"], report["tls"]),
                         ("json_schema", False, True, True, None), done.stdout)
        self.assertGreater(report["tokens_spent"], 0)

    def test_stop_in_mid_stream(self):
        child = subprocess.Popen([support.CLI, "extract", *map(str, self.arguments(LIST_SCHEMA, "--text", "price"))],
                                 env={**os.environ, "REAL_KEY": self.KEY}, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True)
        first = json.loads(child.stdout.readline())
        child.send_signal(signal.SIGINT)
        rest = child.communicate(timeout=30)[0]
        last = support.ndjson(rest)[-1]
        self.assertEqual((first["type"], child.returncode, last["type"], last["status"]),
                         ("partial", 130, "result", "cancelled"))
        self.assertTrue(support.answers(self.address + "/health"))
        self.assertEqual(self.extract(INVOICE_SCHEMA, "--text", "invoice", "--max-tokens", 1500).returncode, 0)

    def test_sixteen_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            runs = list(pool.map(lambda seed: self.extract(INVOICE_SCHEMA, "--text", f"invoice {seed}",
                                                           "--max-tokens", 1500, seed=seed), range(16)))
        self.assertEqual([run.returncode for run in runs], [0] * 16, [run.stderr for run in runs if run.returncode])


if __name__ == "__main__":
    fetch()
    support.run_tests()
