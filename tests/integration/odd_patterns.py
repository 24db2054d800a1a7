# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns that the languages read differently, with texts that tell how: the verdict is that of ECMA-262 (flag u)."""

import json
import subprocess

import generated
import support

PATTERNS = [
    "^.$", "^.*$", "a.b", "^[.]$", r"^\s$", r"^\S$", r"^[\s]+$", r"^[\S]+$", r"^[^\s]+$", r"^[^\S]$", r"^[\s\d]$",
    r"^\d$", r"^\D$", r"^[\d]$", r"^[^\D]$", r"^\w$", r"^\W$", r"^[\W]$", r"^[^\W_]$", r"^[\w.-]+$",
    r"\bb\b", r"\Bb", r"b\B", r"^\b", r"\b$", r"^a\b.", "^a$", "a$", "^$", "^a|b$", "^(?:a|b$)", "$a?",
    "^(a)?b\\1$", r"^(['\"])x\1$", r"^(?<q>['\"])x\k<q>$", r"^(a|b)\1$", r"^(?!a)", r"^(?=.$)", r"^(?=a).\s$",
    "^.{2}$", "^.{1,3}$", "^[^a]$", "^[^\\n]$", "^[a-z]$", "^[é-ü]$", "^é", "^\U0001F600$", "^[\U0001F600-\U0001F64F]$",
    r"^\u00e9$", r"^\u{1F600}$", r"^\ud83d\ude00$", r"^\xe9$", r"^\cJ$", r"\0", r"^[\b]$", r"^\t$", r"^[\0-\x1f]$",
    r"^.\-.$", r"^[a\-z]$", r"^\_$", r"^{.}$", "^.]$", r"^a{,2}$", r"\/", r"^\.$", "^[a&&b]$", "^[[a]$", "^[a||b~~#]$",
    r"^\p{L}$", r"^\P{L}$", r"^\p{Nd}+$", r"^[\p{Lu}\d]$", r"^\p{Script=Greek}$", r"^\p{Letter}$", r"^(?=\p{L}).$",
    r"(?<=a)b", r"(?<!a)b", r"^(?:(a)|b)*\1$", r"\1(a)", r"^(?:)$", "[^]", "^[]", "^a{2}?$", "x*?$", "^(?:a*)*$",
]
TEXTS = [
    "", "a", "b", "aa", "ab", "bb", "ba", "aba", "a b", "a\n", "a\r", "a\r\n", "\n", "\n\n", "\r", "b\n", "a\nb", "a\rb", "a\u2028b",
    "a\u0085b", "1", "12", "_", "-", ".", "a-", "a-b", "é-ü", "é", "éb", "bé", "E", "É", "ü", "λ", "Ω", "\u0661", "\u0967", "\u00b2", "ª",
    "\u00a0", "\ufeff", "\u2028", "\u2029", "\u0085", "\u180e", "\u200b", "\u200a", "\u202f", "\u205f", "\u3000", "\u1680", "\u001c", "\u001f",
    "\t", "\x0b", "\x0c", "\0", "\x08", " ", "\U0001F600", "\U0001F600-\U0001F600", "a\U0001F600", "{\U0001F600}", "{}", "{a}", "a]",
    "\U0001F600]", "[", "&", "|", "~", "#", "'x'", "\"x\"", "'x\"", "x", "a{,2}", "/", "]", "\u1e9e", "\u017f", "\u212a",
]


def own_verdicts():
    """{pattern: [verdict of each text]} of `espalier-cli validate`; None where it refuses the pattern."""
    lines = [json.dumps({"name": f"{i}", "schema": {"pattern": pattern}, "instance": text})
             for i, pattern in enumerate(PATTERNS) for text in TEXTS]
    done = subprocess.run([support.CLI, "validate", "--batch"], input="\n".join(lines) + "\n", capture_output=True, text=True,
                          timeout=120, check=False)
    verdicts = iter([json.loads(line).get("valid") for line in done.stdout.split("\n") if line])
    return {pattern: [next(verdicts) for _ in TEXTS] for pattern in PATTERNS}


NODE = r"""
const {patterns, texts} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const judge = (pattern) => {
    try { const made = new RegExp(pattern, "u"); return texts.map((text) => made.test(text)); } catch { return null; }
};
process.stdout.write(JSON.stringify(Object.fromEntries(patterns.map((pattern) => [pattern, judge(pattern)]))));
"""


def node_verdicts():
    """The same of node's own engine; None where it knows no such pattern."""
    done = subprocess.run(["node", "-e", NODE], input=json.dumps({"patterns": PATTERNS, "texts": TEXTS}), capture_output=True,
                          text=True, timeout=120, check=True)
    return json.loads(done.stdout)


def cases(folder, accepted, whole):
    """A schema for each pattern that is `accepted`; `whole`: with what makes generated code carry the schema."""
    for number, pattern in enumerate(PATTERNS):
        if accepted[pattern][0] is None:
            continue
        asked = {"type": "string", "pattern": pattern, **({"not": {"const": "no"}} if whole else {})}
        path = folder / f"pattern_{number}{'_whole' if whole else ''}.json"
        path.write_text(json.dumps({"type": "object", "properties": {"text": asked}}))
        yield pattern, generated.Case(path, [(fits, {"text": text}) for fits, text in zip(accepted[pattern], TEXTS)])
