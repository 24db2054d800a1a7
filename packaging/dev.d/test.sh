# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev test [--preset NAME] [ARG...]: the whole suite, without a display. NAME: dev (default), asan, clazy.
# ARG goes to ctest, e.g. -R parser.

command_test() {
    local preset=dev
    if [ "${1:-}" = --preset ]; then
        preset=${2:?a preset follows --preset}
        shift 2
    fi
    need build run test
    # Only for the comparison with the official client, which says so and steps back without it.
    command -v npm >/dev/null || need node || true
    # The clazy preset compiles each file by itself, so that a missing #include is seen.
    [ "$preset" != clazy ] || from_nothing=()
    configure "$preset" "build/$preset" "${from_nothing[@]}" "${shared_libraries[@]}"
    build "build/$preset"
    ctest_preset "$preset" "$@"
}
