# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the man pages with what the programs say of themselves, so that neither can fall behind."""

import re
import subprocess


def help_of(*command):
    """What a program prints when it is asked for help; a program that cannot say it is an error of the test."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def entries(text, title):
    """First words of the lines below "title:" up to the next empty line: the names of commands or options."""
    block = re.search(rf"^{title}:\n(.*?)(\n\n|\Z)", text, re.M | re.S)
    return block.group(1).split("\n") if block else []


def options_of_help(text):
    return {found.group(1) for line in entries(text, "Options") if (found := re.match(r"  (--[a-z-]+)", line))}


def long_options_of_qt(text):
    """QCommandLineParser's form: "  -h, --help   text"."""
    return set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", text, re.M))


def words(page):
    """The page with its escapes taken off."""
    return page.replace(r"\-", "-").replace(r"\fR", "")


def sections(page, macro):
    """{title: text} of every section of that macro; a section ends at the next heading of its own or a higher rank."""
    ends = r"^\.SH " if macro == "SH" else r"^\.S[HS] "
    found = {}
    for start in re.finditer(rf"^\.{macro} (.*)$", page, re.M):
        rest = page[start.end():]
        end = re.search(ends, rest, re.M)
        found[start.group(1).strip()] = rest[:end.start()] if end else rest
    return found


def tagged(text):
    """The tag line of every paragraph .TP makes: where an option or an exit status is introduced."""
    return re.findall(r"^\.TP\n(.*)$", text, re.M)


def tagged_options(text):
    return {name for tag in tagged(text) for name in re.findall(r"--[a-z-]+", tag)}


def differences(what, page, program):
    """Lines that say what one side has and the other has not."""
    out = [f"{what}: {name} is not in the man page" for name in sorted(program - page)]
    return out + [f"{what}: {name} is in the man page only" for name in sorted(page - program)]


def key_variables(presets):
    return set(re.findall(r'"([A-Z]+_API_KEY)"', presets))


def check_environment(name, page, presets):
    named = set(re.findall(r"[A-Z]+_API_KEY", sections(page, "SH")["ENVIRONMENT"]))
    return differences(f"{name}(1), keys in the environment", named, key_variables(presets))


def check_command_line(page, program):
    """Every command, every option, every exit status of espalier-cli."""
    general = help_of(program, "--help")
    names = {line.split()[0] for line in entries(general, "Commands")}
    pages = {title.removeprefix("Command "): text for title, text in sections(page, "SS").items()}
    found = differences("espalier-cli(1), commands", set(pages), names)
    own = sections(page, "SH")["OPTIONS"].split("\n.SS ")[0]
    found += differences("espalier-cli(1)", tagged_options(own), options_of_help(general))
    for name in sorted(names & set(pages)):
        asked = options_of_help(help_of(program, name, "--help"))
        found += differences(f"espalier-cli(1), {name}", tagged_options(pages[name]), asked)
    said = re.search(r"^Exit codes: (.*)$", general, re.M)
    codes = set(re.findall(r"\b(\d+) [a-z]", said.group(1))) if said else set()
    listed = {tag.removeprefix(".B ") for tag in tagged(sections(page, "SH")["EXIT STATUS"])}
    return found + differences("espalier-cli(1), exit status", listed, codes)


def check_window(page, program):
    listed = tagged_options(sections(page, "SH")["OPTIONS"])
    return differences("espalier(1)", listed, long_options_of_qt(help_of(program, "--help")))
