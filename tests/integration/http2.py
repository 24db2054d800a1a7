# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""espalier-cli against a server that speaks HTTP/2 and nothing else."""

import json
import shutil
import subprocess
import tempfile
import unittest

import support

HERE = support.pathlib.Path(__file__).resolve().parent
CERTIFICATE = HERE.parent / "data" / "tls" / "loopback.pem"
BIG = "Jason is 25. " * 40_000  # larger than the windows of HTTP/2


class Http2(unittest.TestCase):
    """One POST, one answer, frame by frame; a reset stream is an error that says so."""

    def setUp(self):
        self.server = self.entered(support.process("node", HERE / "http2_server.mjs", CERTIFICATE,
                                                         stdout=subprocess.PIPE, text=True))
        self.port = int(self.server.stdout.readline())
        self.home = self.entered(tempfile.TemporaryDirectory())

    def entered(self, manager):
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def extract(self, text, http2=True):
        """A run through a profile of the user's own, in a home of its own."""
        profile = {"name": "H2", "base_url": f"https://127.0.0.1:{self.port}/v1", "http2": http2,
                   "extra_ca_file": str(CERTIFICATE), "key": {"from": "environment", "variable": "H2_KEY"},
                   "last_model": "m"}
        folder = support.pathlib.Path(self.home) / "espalier"
        folder.mkdir(exist_ok=True)
        (folder / "profiles.json").write_text(json.dumps({"format": "espalier.profiles/1", "profiles": [profile]}))
        return support.extract("--schema", support.EXAMPLES / "person.json", "--endpoint", "H2", "--mode", "json",
                               "--ndjson", "--http-retries", "0", "-", input=text, env={"XDG_CONFIG_HOME": self.home, "H2_KEY": "sk-h2"})

    def requests(self):
        self.server.terminate()
        return support.ndjson(self.server.stdout.read())

    def test_streams(self):
        done = self.extract("Jason is 25.")
        result = support.result_of(done)
        self.assertEqual(result["value"], {"name": "Jason", "age": 25}, done.stdout + done.stderr)
        self.assertGreater(done.stdout.count('"type":"partial"'), 1)
        self.assertEqual([(r["method"], r["path"]) for r in self.requests()], [("POST", "/v1/chat/completions")])

    def test_sends_a_big_document(self):
        self.assertEqual(support.result_of(self.extract(BIG))["status"], "valid")
        requests = self.requests()
        self.assertEqual(len(requests), 1)
        self.assertGreater(requests[0]["length"], len(BIG))

    def test_a_reset_stream_is_said_and_not_sent_again(self):
        done = self.extract("Please break in the middle.")
        result = support.result_of(done)
        self.assertEqual(done.returncode, 5, done.stdout + done.stderr)
        self.assertEqual(result["error"]["kind"], "stream-cut")
        self.assertEqual(result["value"], {"name": "Jason"}, done.stdout)
        self.assertEqual(len(self.requests()), 1)

    def test_without_the_switch_the_two_do_not_understand_each_other(self):
        done = self.extract("Jason is 25.", http2=False)
        self.assertEqual(support.result_of(done)["status"], "failed")
        self.assertEqual(self.requests(), [])


if not shutil.which("node"):
    support.skip("node is not installed")
support.run_tests()
