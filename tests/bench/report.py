# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""report.py BUILD-DIR [parsers|tools|stability|tree|streams|runs|schemas|hostile ...]: runs the benchmarks and writes the table as Markdown.

Everything on one line of a table was measured in the same run of this script on the same machine; times of parsers are
processor time. Exits with 1 when a ratio is beyond its bound. npm's tools come from the
pinned package-lock.json beside this file into build/cache; without npm they are left out, said so.
"""

import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import hostile
import runs
import schemas
import stability

HERE = pathlib.Path(__file__).resolve().parent
CACHE = HERE.parents[1] / "build" / "cache" / "bench-npm"
SPELLINGS = sorted((HERE / "stability").glob("*.json"))
TOOLS = ("ai", "partial-json", "jsonrepair", "@streamparser/json")
MIB = 1024 * 1024
broken = []  # ratios beyond their bound


def run(*command, **more):
    return subprocess.run([str(part) for part in command], check=True, text=True, stdout=subprocess.PIPE, **more).stdout


def figures(text):
    """Output of a benchmark: (name, bytes) → line, or name → line where it has no size."""
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return {(line["name"], line["bytes"]) if "bytes" in line else line["name"]: line for line in lines}


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def duration(ms):
    if ms < 1000:
        return f"{ms:.1f} ms"
    return f"{ms / 1000:.1f} s" if ms < 120_000 else f"{ms / 60_000:.0f} min"


def parsers(binaries):
    """Our reader beside strict parsers without a partial view, and the ratios that have to hold."""
    measured = figures(run(binaries / "bench_parsers"))
    small, large = sorted({size for name, size in measured if name == "espalier 16"})

    def ms(name, size=large):
        return measured[name, size]["ms"]

    print(f"### An answer of {large / MIB:.2f} MiB in small pieces (medians of {measured['espalier 16', large]['rounds']})\n")
    told = [
        ("espalier 16", "**Espalier**: tolerant, finds the JSON in the text, partial object after every 16 bytes"),
        ("espalier 20", "**Espalier**: the same, every 20 bytes"),
        ("espalier schema 20", "**Espalier**: the same with schema and validation of the whole"),
        ("espalier judged 20", "**Espalier**: the same, every part judged by the schema as soon as it closes"),
        ("espalier strict 20", "**Espalier**: strict, every 20 bytes"),
        ("boost 16", "boost::json::stream_parser, 16 bytes: strict, no partial view"),
        ("boost 20", "boost::json::stream_parser, 20 bytes: strict, no partial view"),
        ("yajl 20", "yajl, 20 bytes: strict, bare events, no value"),
        ("espalier readStrict", "**Espalier**: whole text at once, strict"),
        ("QJsonDocument whole", "QJsonDocument, whole text at once: no order, no number text, nothing partial"),
    ]
    table(("parser", "64 KiB", "1 MiB", "MB/s", "1 MiB / 64 KiB"),
          [(text, duration(ms(name, small)), duration(ms(name)), f"{large / ms(name) / 1000:.0f}",
            f"{ms(name) / ms(name, small):.1f}") for name, text in told])
    ratios = [
        ("espalier 16 / boost 16", ms("espalier 16") / ms("boost 16"), 3),
        ("espalier 20 / boost 20", ms("espalier 20") / ms("boost 20"), 3),
        ("espalier with schema and validation 20 / boost 20", ms("espalier schema 20") / ms("boost 20"), 6),
        ("espalier 16: 1 MiB / 64 KiB", ms("espalier 16") / ms("espalier 16", small), 17),
        ("espalier 16 / yajl 20", ms("espalier 16") / ms("yajl 20"), None),
        ("espalier readStrict / QJsonDocument", ms("espalier readStrict") / ms("QJsonDocument whole"), None),
    ]
    table(("ratio of times", "measured", "at most"),
          [(name, f"{value:.2f}", str(bound or "–")) for name, value, bound in ratios])
    broken.extend(name for name, value, bound in ratios if bound and value > bound)
    again = next(line for key, line in measured.items() if key[0] == "QJsonDocument every 16")
    print(f"QJsonDocument again on everything so far after each 16 bytes: {duration(again['ms'])} for "
          f"{again['bytes'] / 1024:.0f} KiB, and no value before the end.\n")


def npm_tools():
    """The folder with npm's tools installed, or None."""
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    lock = (HERE / "npm" / "package-lock.json").read_text()
    done = CACHE / "installed-lock.json"
    if not done.exists() or done.read_text() != lock:
        CACHE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "npm" / name, CACHE / name)
        if subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=CACHE, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False).returncode:
            return None
        done.write_text(lock)
    shutil.copy(HERE / "tools.mjs", CACHE / "tools.mjs")
    return CACHE


def tools(binaries):
    folder = npm_tools()
    if not folder:
        print("npm's tools could not be had; their comparison is left out.\n")
        return
    texts = {size: folder / f"answer-{size}.json" for size in (16 * 1024, 64 * 1024, MIB)}
    for size, path in texts.items():
        path.write_text(run(binaries / "bench_documents", size))
    measured = {}
    for size, rounds, names in ((16 * 1024, 3, TOOLS), (64 * 1024, 1, TOOLS[:3]), (64 * 1024, 3, TOOLS[3:]), (MIB, 3, TOOLS[3:])):
        for key, line in figures(run("node", folder / "tools.mjs", "time", texts[size], rounds, *names, cwd=folder)).items():
            measured[key[0], size] = line["ms"]
    ours = {key: line["ms"] for key, line in figures(run(binaries / "bench_parsers")).items() if key[0] == "espalier 16"}
    small, large = (ours[key] for key in sorted(ours))

    print("### Partial value after every 16 bytes, against npm's tools\n")
    rows = [("**Espalier**", "–", duration(small), duration(large))]
    for name in TOOLS:
        at_large = measured.get((name, MIB))
        guess = measured[name, 64 * 1024] * (MIB / (64 * 1024)) ** 2
        rows.append((name, duration(measured[name, 16 * 1024]), duration(measured[name, 64 * 1024]),
                     duration(at_large) if at_large else f"≈ {duration(guess)} *"))
    table(("tool", "16 KiB", "64 KiB", "1 MiB"), rows)
    print("\\* not run: 64 KiB × 256, since their work grows with the square of the length. @streamparser/json is strict and shows "
          "no unfinished strings.\n")


def stability_table(binaries):
    folder = npm_tools()

    def verdict(lines_of):
        total = stability.Verdict()
        for path in SPELLINGS:
            text = path.read_text()
            total += stability.judge(text, stability.read_lines(lines_of(path)))
        return total

    print(f"### What is shown while it grows: {len(SPELLINGS)} spellings of one document, cut after every character\n")
    judged = [("**Espalier**", verdict(lambda path: run(binaries / "bench_stability", path)))]
    for name in TOOLS if folder else ():
        judged.append((name, verdict(lambda path: run("node", folder / "tools.mjs", "prefixes", path, name, cwd=folder))))
    table(("tool", "prefixes", "no result", "wrong leaf shown", "phantom key or element", "unfinished number", "leaf withdrawn",
           "arrived leaves visible"),
          [(name, *map(str, (v.prefixes, v.no_result, v.wrong_leaf, v.phantom, v.unfinished, v.withdrawn)),
            f"{100 * v.shown_leaves / v.arrived_leaves:.1f} %") for name, v in judged])
    print("A null in the place of a value that has not come counts as a wrong leaf, half a surrogate pair too; a key cut short is a "
          "phantom.\n")


def plain_figures(title, outputs):
    print(f"### {title}\n")
    rows = []
    for output in outputs:
        rows += [(line["name"], f"{line['value']:.2f} {line['unit']}") for line in figures(output).values()]
    table(("what", "measured"), rows)


def tree(binaries):
    if not (binaries / "bench_livetree").exists():
        print("The live tree was not built here.\n")
        return
    output = run(binaries / "bench_livetree", env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if any(line.startswith("{") for line in output.splitlines()):
        plain_figures("Live tree", [output])
    else:
        print(f"### Live tree\n\n{output}\n")
    print(f"### The whole window with an answer of 20 MB, as fast as a server on the same machine sends it\n\n{run(binaries / 'bench_window')}\n")


def streams(binaries):
    program = binaries / "bench_streams"
    with subprocess.Popen([program, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        port = server.stdout.readline().strip()
        outputs = [run(program, kind, port) for kind in ("espalier", "qnam")]
        server.stdin.close()
    plain_figures("64 streams at once, 200 events each, one every 10 ms (2 s is the least possible)", outputs)


def runs_table(binaries):
    """Whole runs beside Python's instructor, on the same endpoint."""
    results = runs.measured(binaries, binaries.parents[1] / "app" / "cli" / "espalier-cli", CACHE.parent)
    print(f"### {runs.DOCUMENTS} documents, {runs.AT_ONCE} at once, each a growing object at 200 tokens a second\n")
    table(("tool", "accepted", "processor time a document", "wall time", "to the first partial object (median)",
           "wrong leaves in partial objects"),
          [(f"**{tool}**" if tool == "Espalier" else tool, f"{told['valid']} of {runs.DOCUMENTS}",
            duration(told["cpu_ms"] / runs.DOCUMENTS), duration(told["wall_ms"]), duration(told["first_partial_ms"]),
            f"{told['wrong_leaves']} in {told['checked']}") for tool, told in results.items()])
    if "instructor" not in results:
        print("instructor could not be had; it is left out.\n")


def schemas_table(binaries):
    """Our validator beside those of C++, node and Python, over schemas of other people."""
    data = schemas.folder()
    if not data:
        print("The suite real-schemas is not there; the validators are left out.\n")
        return
    verdicts = schemas.verdicts_of(data)
    results = schemas.measured(binaries, npm_tools(), CACHE.parent, data)
    print(f"### {len(verdicts)} instances against their schemas, compiled once; time to judge, verdict only\n")
    compared = schemas.rows(results, verdicts)
    table(("validator", "schemas it compiles", "instances judged rightly", "it takes", "Espalier takes for the same", "Espalier is faster by"),
          [(f"**{tool.capitalize()}**" if tool == "espalier" else schemas.TOLD[tool], str(compiled), str(count), duration(theirs / 1000),
            duration(ours / 1000), "–" if tool == "espalier" else f"{ratio:.2f} ×") for tool, compiled, count, theirs, ours, ratio in compared])
    broken.extend(f"espalier against {row[0]}" for row in compared if row[0] in schemas.BEATEN and row[5] < 1)


def hostile_table(binaries):
    """Schemas and values made to hurt, through the command line."""
    print(f"### Schemas and values made to hurt; processor time of the whole program, {hostile.BOUND:.0f} s at most\n")
    rows = []
    for name, results in hostile.measured(binaries.parents[1] / "app" / "cli" / "espalier-cli"):
        rows.append((name, *(f"{spent:.2f} s, exit {code}" for _, spent, code, _ in results.values())))
        broken.extend(hostile.broken(name, results))
    table(("what", *hostile.COMMANDS), rows)


PARTS = {"parsers": parsers, "tools": tools, "stability": stability_table, "tree": tree, "streams": streams, "runs": runs_table,
         "schemas": schemas_table, "hostile": hostile_table}


def main():
    binaries = pathlib.Path(sys.argv[1]).resolve() / "tests" / "bench"
    chosen = sys.argv[2:] or list(PARTS)
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        sys.exit(f"bench: no part {unknown[0]}; there are {', '.join(PARTS)}")
    node = run("node", "--version").strip() if shutil.which("node") else "none"
    print(f"Measured on {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Release build, node {node}; parsers by processor time.\n")
    for name in chosen:
        PARTS[name](binaries)
    if broken:
        sys.exit("bench: beyond its bound: " + "; ".join(broken))


if __name__ == "__main__":
    main()
