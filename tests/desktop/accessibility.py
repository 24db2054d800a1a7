#!/usr/bin/python3
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""accessibility.py PID: what a screen reader gets of the running window.

Tries the practice endpoint first, so that there is an answer to read. Then: everything that can have the keyboard has a name and a
role, no button anywhere is without a name, rows of trees, lists and tables have words, and what must be there is there. Prints each
finding with its path in the tree; exit 1 when there is one.
"""

import sys

from gi.repository import GLib

import atspi

# What must be reachable: role and name as the bus gives them. A combo box shows what is chosen as its name, so it is found by what
# labels it or by a part of its name. Extend this when the window gets a new part.
REQUIRED = [
    ("combo box", "Endpoint"),
    ("combo box", "Model"),
    ("combo box", "Mode"),
    ("combo box", "Streaming"),
    ("push button", "Try"),
    ("push button", "Stop"),
    ("text", "Instructions"),
    ("list", "Documents"),
    ("list", "Samples"),
    ("tree", "Fields"),
    ("check box", "Field details"),
    ("page tab", "Fields"),
    ("page tab", "Schema (JSON)"),
    ("page tab", "Examples"),
    ("page tab", "Checks"),
    ("page tab", "Retries and hooks"),
    ("page tab", "Settings"),
    ("page tab", "Document"),
    ("page tab", "Table"),
    ("page tab", "Attempts"),
    ("page tab", "Hooks"),
    ("page tab", "Request"),
    ("page tab", "History"),
    ("push button", "Add check"),
    ("push button", "Add hook"),
    ("spin button", "Ask again up to"),
    ("spin button", "Send each question again up to"),
    ("text", "The same as a script"),
    ("push button", "Rehearse"),
    ("list", "Attempts"),
    ("push button", "Show this try in full"),
    ("page tab", "Repairs"),
    ("page tab", "Figures"),
    ("tree", "Events and hooks"),
    ("text", "Filter events"),
    ("check box", "Only hooks"),
    ("tree", "Answer"),
    ("page tab", "Tree"),
    ("page tab", "JSON"),
    ("page tab", "Raw"),
    ("menu item", "File"),
    ("menu item", "Help"),
]
# Done by name, and what shows when it came to an end.
TRY, ENDED = "Try", "456 Beach Rd"
# Words that must stand in the rows of the answer.
ROWS = ["name", "Jason", "addresses", "456 Beach Rd", "bio"]

BUTTONS = {"push button", "toggle button", "check box", "radio button", "menu item", "check menu item", "radio menu item"}
ROW_ROLES = {"tree item", "list item", "table cell"}
# Qt's own parts, which nobody reaches: scroll areas' halves, what a combo box would pop up.
NO_ROLE = {"unknown", "invalid", "redundant object"}


def name_of(thing):
    return thing.get_name() or atspi.label_of(thing)


def findings_of(thing, path):
    """What is wrong with one object."""
    role = thing.get_role_name()
    where = " > ".join(path)
    reached = atspi.has(thing, atspi.Atspi.StateType.FOCUSABLE) and atspi.showing(thing)
    if role in BUTTONS and not name_of(thing):
        yield f"no name for a button: {where}"
    elif reached and role not in ROW_ROLES and not name_of(thing):
        yield f"no name: {where}"
    if reached and role in NO_ROLE:
        yield f"no role: {where}"


def findings_of_rows(thing, path):
    """Rows as a person goes through them: a row in which no cell has words tells nothing."""
    if thing.get_role_name() not in ("tree", "tree table", "table", "list") or not atspi.showing(thing):
        return
    table = thing if "Table" in thing.get_interfaces() else None
    if table is None:
        return
    columns = max(1, atspi.Atspi.Table.get_n_columns(table))
    for row in range(min(atspi.Atspi.Table.get_n_rows(table), 200)):
        cells = [atspi.Atspi.Table.get_accessible_at(table, row, column) for column in range(columns)]
        if not any(cell and (cell.get_name() or atspi.text_of(cell)) for cell in cells):
            yield f"no words in row {row + 1}: {' > '.join(path)}"


def matches(thing, role, name):
    if thing.get_role_name() != role:
        return False
    own = name_of(thing)
    return own == name or (role == "combo box" and own.startswith(name + ": "))


def check(root):
    found, missing, words = [], list(REQUIRED), set()
    for thing, path in atspi.walk(root):
        try:
            found.extend(findings_of(thing, path))
            found.extend(findings_of_rows(thing, path))
            missing = [wanted for wanted in missing if not matches(thing, *wanted)]
            if thing.get_role_name() in ROW_ROLES:
                words.add(thing.get_name())
        except GLib.Error as error:  # it went away while it was read
            found.append(f"unreadable, {error.message}: {' > '.join(path)}")
    found.extend(f"not there: {role} \"{name}\"" for role, name in missing)
    found.extend(f"no row of the answer says \"{word}\"" for word in ROWS if not any(word in said for said in words))
    return found


def main():
    root = atspi.application(int(sys.argv[1]))
    if root is None:
        print("the program is not on the accessibility bus")
        return 1
    button = atspi.search(root, atspi.called(TRY, "push button"))
    if button is None or not atspi.press(button):
        print(f"\"{TRY}\" cannot be pressed by what a screen reader has")
        return 1
    if atspi.search(root, lambda thing: thing.get_role_name() in ROW_ROLES and ENDED in thing.get_name(), 60) is None:
        print(f"no row with \"{ENDED}\" came")
    root.clear_cache()
    found = check(root)
    print("\n".join(found) if found else "every object that can be reached has a name and a role")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
