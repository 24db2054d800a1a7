# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judges what a tool shows of a valid document after each of its characters, the same way for every tool."""

import json
import re
from dataclasses import dataclass, fields

NOTHING = object()
_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^,\]}\s]+', re.S)


@dataclass
class Verdict:
    """Counts over all prefixes; shown_leaves and arrived_leaves make the share that is visible."""

    prefixes: int = 0
    no_result: int = 0
    wrong_leaf: int = 0
    phantom: int = 0
    unfinished: int = 0
    withdrawn: int = 0
    arrived_leaves: int = 0
    shown_leaves: int = 0

    def __iadd__(self, other):
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self


def leaf_ends(text):
    """Path of every leaf of a valid document → how many characters have to have come for it to be whole.

    A number is whole with the character after it, everything else with its own last one.
    """
    ends = {}

    def skip(at):
        return _SPACE.match(text, at).end()

    def value(at, path):
        at = skip(at)
        if text[at] not in "{[":
            end = _SCALAR.match(text, at).end()
            ends[path] = end + (text[at] in "-0123456789")
            return end
        closer, index = "}]"[text[at] == "["], 0
        at = skip(at + 1)
        while text[at] != closer:
            key = index
            if closer == "}":
                end = _SCALAR.match(text, at).end()
                key, at = json.loads(text[at:end]), skip(end) + 1
            at, index = skip(value(at, path + (key,))), index + 1
            if text[at] == ",":
                at = skip(at + 1)
        return at + 1

    value(0, ())
    return ends


def leaves(value, path=()):
    """(path, scalar) of everything a value shows; empty containers are no leaves."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, path + (key,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, path + (index,))
    else:
        yield path, value


def paths(value, path=()):
    """Every key and element, containers too."""
    for key, item in (value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()):
        yield path + (key,)
        yield from paths(item, path + (key,))


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(left, right):
    """1250 is -12.5e2 written by another language; True is not 1."""
    return left == right and (type(left) is type(right) or (is_number(left) and is_number(right)))


def judge(text, shown):
    """`shown`: one value (or NOTHING) for each prefix of `text`, shortest first."""
    final = json.loads(text)
    final_leaves, final_paths, ends = dict(leaves(final)), set(paths(final)), leaf_ends(text)
    verdict, before = Verdict(prefixes=len(shown)), {}
    for count, value in enumerate(shown, 1):
        now = {} if value is NOTHING else dict(leaves(value))
        verdict.no_result += value is NOTHING
        verdict.phantom += value is not NOTHING and any(path not in final_paths for path in paths(value))
        for path, leaf in now.items():
            truth = final_leaves.get(path, NOTHING)
            if truth is NOTHING or same(leaf, truth) or (isinstance(leaf, str) and isinstance(truth, str) and truth.startswith(leaf)):
                continue
            if is_number(leaf) and is_number(truth):
                verdict.unfinished += 1
            else:
                verdict.wrong_leaf += 1
        for path, leaf in before.items():
            truth = final_leaves.get(path, NOTHING)
            if truth is not NOTHING and same(leaf, truth) and not same(now.get(path, NOTHING), truth):
                verdict.withdrawn += 1
        arrived = [path for path, end in ends.items() if end <= count]
        verdict.arrived_leaves += len(arrived)
        verdict.shown_leaves += sum(same(now.get(path, NOTHING), final_leaves[path]) for path in arrived)
        before = now
    return verdict


def read_lines(lines):
    """The output of bench_stability or `tools.mjs prefixes`."""
    return [NOTHING if line == "-" else json.loads(line) for line in lines.splitlines()]
