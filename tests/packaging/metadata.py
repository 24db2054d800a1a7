#!/usr/bin/env python3
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""metadata.py ESPALIER-CLI [ESPALIER]: what is installed beside the programs, judged by the tools that know its forms.

Exit 0: all well; 1: findings, one a line; 77: no findings, but a tool is missing and its check was left out, said why.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import manpages

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
METAINFO = PACKAGING / "appstream" / "invalid.espalier.espalier.metainfo.xml"
# Known and meant: there is no web address the identifier could be made of.
METAINFO_ALLOWED = {"cid-maybe-not-rdns"}

findings = []
left_out = []


def text(*parts):
    return PACKAGING.joinpath(*parts).read_text(encoding="utf-8")


def tool(name):
    """Whether the tool is there; when not, that is said at the end."""
    if shutil.which(name):
        return True
    left_out.append(f"skipped: {name} is not installed")
    return False


def run(*command, **more):
    """(exit status, all it printed)"""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, **more)
    return done.returncode, done.stdout


def expect_silence(what, *command, **more):
    status, said = run(*command, **more)
    if status != 0 or said.strip():
        findings.append(f"{what}: {said.strip() or f'exit {status}'}")


def check_desktop_file():
    file = PACKAGING / "desktop" / "espalier.desktop"
    if tool("desktop-file-validate"):
        expect_silence("espalier.desktop", "desktop-file-validate", str(file))
    declared = re.search(r"^MimeType=(.*);$", file.read_text(encoding="utf-8"), re.M).group(1)
    for name, found in (("espalier-mime.xml", text("desktop", "espalier-mime.xml")),
                        (METAINFO.name, METAINFO.read_text(encoding="utf-8"))):
        if declared not in found:
            findings.append(f"{name} does not know {declared}, which espalier.desktop opens")


def check_mime_type():
    """The database that is made of the file gives a recipe its type."""
    if not tool("update-mime-database"):
        return
    with tempfile.TemporaryDirectory() as folder:
        mime = Path(folder) / "mime"
        (mime / "packages").mkdir(parents=True)
        shutil.copy(PACKAGING / "desktop" / "espalier-mime.xml", mime / "packages")
        expect_silence("espalier-mime.xml", "update-mime-database", str(mime), env={**os.environ, "XDG_DATA_HOME": folder})
        globs = (mime / "globs2").read_text(encoding="utf-8")
    if ":application/x-espalier-recipe+json:*.recipe.json" not in globs:
        findings.append("espalier-mime.xml: *.recipe.json has no type")


def check_metainfo():
    if not tool("appstreamcli"):
        return
    status, said = run("appstreamcli", "validate", "--no-net", "--pedantic", "--no-color", str(METAINFO))
    for line in re.findall(r"^[EWIP]: .*$", said, re.M):
        if line.split()[2] not in METAINFO_ALLOWED:
            findings.append(f"{METAINFO.name}: {line}")
    if status != 0 and not findings:
        findings.append(f"{METAINFO.name}: {said.strip()}")


def check_man_form(file):
    """man's own warnings stand on standard error, the page itself on standard output."""
    done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(file)], capture_output=True,
                          text=True, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"})
    if done.returncode != 0 or done.stderr.strip():
        findings.append(f"{file.name}: {done.stderr.strip() or f'exit {done.returncode}'}")


def check_man_pages(cli, window):
    presets = (ROOT / "core" / "settings" / "presets.cpp").read_text(encoding="utf-8")
    pages = {name: text("man", f"{name}.1") for name in ("espalier", "espalier-cli")}
    if tool("man"):
        for name in pages:
            check_man_form(PACKAGING / "man" / f"{name}.1")
    for name, page in pages.items():
        findings.extend(manpages.check_environment(name, manpages.words(page), presets))
    findings.extend(manpages.check_command_line(manpages.words(pages["espalier-cli"]), cli))
    if window:
        findings.extend(manpages.check_window(manpages.words(pages["espalier"]), window))


def check_versions(cli):
    """One version everywhere: the program's own."""
    version = manpages.help_of(cli, "--version").split()[-1]
    for name, found in {
        "debian/changelog": re.match(r"espalier \((.*)-\d+\)", text("debian", "changelog")).group(1),
        METAINFO.name: re.search(r'<release version="([^"]*)"', METAINFO.read_text(encoding="utf-8")).group(1),
        "espalier.1": re.search(r'"Espalier ([^"]*)"', text("man", "espalier.1")).group(1),
        "espalier-cli.1": re.search(r'"Espalier ([^"]*)"', text("man", "espalier-cli.1")).group(1),
    }.items():
        if found != version:
            findings.append(f"{name} speaks of version {found}, the program of {version}")


def main():
    cli, window = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    check_desktop_file()
    check_mime_type()
    check_metainfo()
    check_man_pages(cli, window)
    check_versions(cli)
    for line in left_out + findings:
        print(line)
    return 1 if findings else 77 if left_out else 0


if __name__ == "__main__":
    sys.exit(main())
