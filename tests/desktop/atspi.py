#!/usr/bin/python3
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader has it: over the accessibility bus.

atspi.py PID dump                        the whole tree, an object a line
atspi.py PID wait SECONDS TEXT [ROLE]    until a showing object (of that role) has TEXT in its name or its text
atspi.py PID gone SECONDS TEXT           until none has
atspi.py PID press NAME [ROLE]           does what a click on the showing object of that name does
atspi.py PID focus NAME [ROLE]           gives it the keyboard
atspi.py PID text NAME [ROLE]            prints what stands in it

PID: the program's process. Exit 1 when it was not found in time.
"""

import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# gi calls the only way to an action's name deprecated, after a renaming in its own tables.
warnings.filterwarnings("ignore", message=".*get_action_name is deprecated", category=DeprecationWarning)

PATIENCE = 30.0  # seconds for an object to appear
MOST_TEXT = 20_000  # characters read of one text


def application(pid, seconds=PATIENCE):
    """The program's root object; None when it does not come onto the bus."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(i)
                if child and child.get_process_id() == pid and child.get_child_count() > 0:
                    return child
            except GLib.Error:
                pass  # one that is just going away
        time.sleep(0.05)
    return None


def has(thing, *states):
    held = thing.get_state_set()
    return all(held.contains(state) for state in states)


def showing(thing):
    return has(thing, Atspi.StateType.SHOWING, Atspi.StateType.VISIBLE)


def children(thing):
    for i in range(thing.get_child_count()):
        child = thing.get_child_at_index(i)
        if child:
            yield child


def walk(thing, path=()):
    """(object, path) for it and everything below; path: "role 'name'" of its ancestors and itself."""
    here = path + (f"{thing.get_role_name()} {thing.get_name()!r}",)
    yield thing, here
    for child in children(thing):
        yield from walk(child, here)


def label_of(thing):
    """The name of what labels it, for objects whose own name is their content."""
    for relation in thing.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return relation.get_target(0).get_name()
    return ""


def text_of(thing):
    if "Text" not in thing.get_interfaces():
        return ""
    return Atspi.Text.get_text(thing, 0, min(Atspi.Text.get_character_count(thing), MOST_TEXT))


def search(root, fits, seconds=PATIENCE):
    """The first object that fits; None when none has come in time. The tree may change while it is read."""
    end = time.monotonic() + seconds
    while True:
        try:
            root.clear_cache()
            for thing, _ in walk(root):
                if fits(thing):
                    return thing
        except GLib.Error:
            pass
        if time.monotonic() >= end:
            return None
        time.sleep(0.1)


def says(text, role=None):
    return lambda thing: (role is None or thing.get_role_name() == role) and showing(thing) and \
        (text in thing.get_name() or text in text_of(thing))


def called(name, role=None):
    """Fits the showing object of that name (its label's name will do) and, when given, that role."""
    return lambda thing: (thing.get_name() == name or label_of(thing) == name) and \
        (role is None or thing.get_role_name() == role) and showing(thing)


def usable(fits):
    """Fits only when it may be pressed: a button is often enabled a moment after what it waits for was typed."""
    return lambda thing: fits(thing) and has(thing, Atspi.StateType.ENABLED)


def until_gone(root, text, seconds):
    end = time.monotonic() + seconds
    while search(root, says(text), 0) is not None:
        if time.monotonic() >= end:
            return False
        time.sleep(0.1)
    return True


def press(thing):
    for i in range(Atspi.Action.get_n_actions(thing)):
        if Atspi.Action.get_action_name(thing, i) in ("Press", "Toggle", "SetFocus"):
            return Atspi.Action.do_action(thing, i)
    return False


def main(arguments):
    root = application(int(arguments[0]))
    if root is None:
        print("the program is not on the accessibility bus", file=sys.stderr)
        return 1
    what, rest = arguments[1], arguments[2:]
    if what == "dump":
        for thing, path in walk(root):
            print("  " * (len(path) - 1) + path[-1] + ("" if showing(thing) else " (hidden)"))
        return 0
    if what == "wait":
        return 0 if search(root, says(*rest[1:]), float(rest[0])) else 1
    if what == "gone":
        return 0 if until_gone(root, rest[1], float(rest[0])) else 1
    thing = search(root, usable(called(*rest)) if what == "press" else called(*rest))
    if thing is None:
        return 1
    if what == "press":
        return 0 if press(thing) else 1
    if what == "focus":
        return 0 if Atspi.Component.grab_focus(thing) else 1
    if what == "text":
        print(text_of(thing))
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
