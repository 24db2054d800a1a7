#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drives the real window under Xvfb and photographs it.
#
#   screens.sh [--smoke] PROGRAM OUTDIR
#
# Takes: start, growing, done, no connection (a closed port), an invalid answer; each light and dark, at scale 1 and 2.
# --smoke: one light round at scale 1, and only what a machine can judge: the window comes, its picture changes while the answer
# grows, a failure shows, it closes by itself, nothing is printed. Exit 77 when a tool is missing (skipped).
set -euo pipefail

smoke=0
if [ "${1:-}" = --smoke ]; then smoke=1; shift; fi
# shellcheck disable=SC2034 # read by what is sourced
program=${1:?program}
out=${2:?folder for the pictures}
. "$(dirname "${BASH_SOURCE[0]}")/xwindow.sh"
need_tools Xvfb openbox xdotool import compare
need_eyes
practice_rate=15
mkdir -p "$out"

closed_port='{"profiles":[{"name":"Custom","base_url":"http://127.0.0.1:9/v1","key":{"from":"none"},"last_model":"any-model"}]}'
bad_answer='{"profiles":[{"name":"Practice","last_model":"practice-reader+invalid"}]}'

one_round() { # THEME SCALE
    local name="$1-$2x"
    fresh_home "$1" Practice '{"profiles":[]}'
    start_program "$2"
    photo "$name-1-start"
    press ctrl+Return
    wait_row "456 Beach"
    photo "$name-2-growing"
    wait_text "done, fits the schema" 60
    wait_still
    photo "$name-3-done"
    close_program

    fresh_home "$1" Custom "$closed_port"
    start_program "$2"
    press ctrl+Return
    wait_text "failed"
    wait_still
    photo "$name-4-no-connection"
    close_program

    fresh_home "$1" Practice "$bad_answer"
    start_program "$2"
    press ctrl+Return
    wait_text "done, does not fit the schema" 60
    wait_still
    photo "$name-5-invalid"
    press ctrl+Return # closes in mid-stream
    wait_text "growing"
    close_program
}

if [ "$smoke" = 1 ]; then
    start_server 1400x900
    start_session
    one_round light 1
    differ light-1x-1-start light-1x-2-growing
    differ light-1x-2-growing light-1x-3-done
    differ light-1x-1-start light-1x-4-no-connection
    differ light-1x-3-done light-1x-5-invalid
    exit 0
fi
start_server 2720x1720
start_session
for scale in 1 2; do
    for theme in light dark; do
        one_round "$theme" "$scale"
    done
done
echo "$out: $(find "$out" -name '*.png' | wc -l) pictures"
