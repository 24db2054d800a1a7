# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The official openai package streams from the practice endpoint what espalier-cli gets from it."""

import json
import os
import shutil
import subprocess
import unittest

import support

HERE = support.pathlib.Path(__file__).resolve().parent
MODULES = support.CACHE / "openai-client"
MODES = ("tools", "json", "json_schema", "md_json")


def install():
    """The pinned package in the cache folder, once."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        support.skip("npm and node are not installed")
    lock = (HERE / "npm" / "package-lock.json").read_text()
    done = MODULES / "installed-lock.json"
    if done.exists() and done.read_text() == lock:
        return
    MODULES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / "npm" / name, MODULES / name)
    fetched = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=MODULES,
                             capture_output=True, text=True, timeout=240, check=False)
    if fetched.returncode:
        support.skip("the openai package could not be fetched: " + (fetched.stderr.strip().splitlines() or ["?"])[-1])
    done.write_text(lock)


class OfficialClient(unittest.TestCase):
    """Every example in every mode, both ways: the same value, finish reason and usage."""

    @classmethod
    def setUpClass(cls):
        server = support.practice_endpoint()
        cls.practice = server.__enter__()
        cls.addClassCleanup(server.__exit__, None, None, None)

    def official(self, body):
        """What the official client's stream adds up to."""
        env = {**os.environ, "OPENAI_API_KEY": self.practice["key"], "OPENAI_BASE_URL": self.practice["base_url"]}
        shutil.copy(HERE / "openai_stream.mjs", MODULES / "openai_stream.mjs")
        done = subprocess.run(["node", MODULES / "openai_stream.mjs"], input=json.dumps(body), env=env,
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def espalier(self, name, mode):
        done = support.extract("--ndjson", "--schema", support.EXAMPLES / f"{name}.json", "--mode", mode,
                               "--base-url", self.practice["base_url"], "--model", self.practice["model"],
                               "--api-key-env", "PRACTICE_KEY", support.EXAMPLES / f"{name}.txt",
                               env={"PRACTICE_KEY": self.practice["key"]})
        result = support.result_of(done)
        self.assertEqual((done.returncode, result["status"]), (0, "valid"), done.stdout + done.stderr)
        return result

    def request(self, name, mode):
        """The same question by hand, as the guide writes it: an independent idea of the wire format."""
        schema = json.loads((support.EXAMPLES / f"{name}.json").read_text())
        title = schema.pop("title")
        if schema["type"] != "object":
            schema = {"type": "object", "properties": {"items": schema}, "required": ["items"]}
        body = {"model": self.practice["model"], "stream": True, "stream_options": {"include_usage": True},
                "messages": [{"role": "user", "content": (support.EXAMPLES / f"{name}.txt").read_text()}]}
        if mode == "tools":
            body["tools"] = [{"type": "function", "function": {"name": title, "parameters": schema}}]
            body["tool_choice"] = {"type": "function", "function": {"name": title}}
        elif mode == "json_schema":
            body["response_format"] = {"type": "json_schema",
                                       "json_schema": {"name": title, "schema": schema, "strict": True}}
        else:
            told = "Answer with JSON that fits this schema:\n" + json.dumps(schema)
            body["messages"].insert(0, {"role": "system", "content": told})
            if mode == "json":
                body["response_format"] = {"type": "json_object"}
        return body

    def test_same_value(self):
        for name in support.EXAMPLE_NAMES:
            for mode in MODES:
                with self.subTest(example=name, mode=mode):
                    seen = self.official(self.request(name, mode))
                    text = seen["arguments"] if mode == "tools" else seen["content"]
                    if mode == "md_json" and "```" in text:
                        text = text.split("```")[1].removeprefix("json")
                    value = json.loads(text)
                    ours = self.espalier(name, mode)
                    self.assertEqual(value.get("items") if isinstance(ours["value"], list) else value, ours["value"])
                    self.assertGreater(seen["chunks"], 1)
                    self.assertIn(seen["finish_reason"], ("stop", "tool_calls"))
                    self.assertGreater(seen["usage"]["completion_tokens"], 0)
                    if mode != "md_json":  # there Espalier asks for a fence, which costs tokens of its own
                        self.assertEqual(seen["usage"]["completion_tokens"], ours["usage"]["completion_tokens"])

    def test_errors_in_their_form(self):
        """A wrong key is the official client's AuthenticationError, not a parse failure."""
        good, self.practice = self.practice, {**self.practice, "key": "wrong"}
        try:
            seen = self.official(self.request("person", "tools"))
        finally:
            self.practice = good
        self.assertEqual((seen["error"], seen["status"]), ("AuthenticationError", 401))


if __name__ == "__main__":
    install()
    support.run_tests()
