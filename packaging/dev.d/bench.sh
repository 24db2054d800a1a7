# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev bench [PART...]: parsers, tools, stability, tree, streams, whole runs, schemas side by side, hostile schemas; Markdown on standard output.

command_bench() {
    need build run bench
    command -v npm >/dev/null || need node || true # without: npm's tools are left out
    configure release build/bench -DESPALIER_BENCH=ON
    build build/bench benchmarks
    python3 tests/bench/report.py build/bench "$@"
}
