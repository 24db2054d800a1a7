# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev run [--cli]: from a fresh checkout to the window, or to the examples growing on the command line.

command_run() {
    local window=yes
    case ${1:-} in
        "") ;;
        --cli) window=no ;;
        *)
            complain "run does not know \"$1\"" "packaging/dev run [--cli]"
            exit 2
            ;;
    esac
    need build run
    [ -z "${WAYLAND_DISPLAY:-}" ] || [ -n "${DISPLAY:-}" ] || need wayland
    configure release build/release "${from_nothing[@]}"
    build build/release espalier_desktop espalier_cli espalier_script # the tests are built by packaging/dev test
    if [ $window = yes ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        say "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can open."
        say "Instead the examples grow on the command line, read by the practice endpoint inside the program: no key, no network."
        window=no
    fi
    if [ $window = yes ]; then
        exec build/release/app/desktop/espalier
    fi
    demo build/release/app/cli/espalier-cli
}
