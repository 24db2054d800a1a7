#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drives the real window under Xvfb and photographs it in every state.
#
#   screens.sh [--smoke] PROGRAM OUTDIR
#
# Takes, light and dark, at scale 1 and 2: the start page, a sample, an answer that grows, one that is done, each page of the recipe and
# of the answer, request, history, two tries side by side, versions, the endpoint dialog, no connection, answers that are invalid, mended,
# cut and stopped, a schema with an error, and all commands.
# --smoke: one light round at scale 1, and only what a machine can judge: each state looks other than the one before, nothing is printed.
# Exit 77 when a tool is missing (skipped).
set -euo pipefail

smoke=0
if [ "${1:-}" = --smoke ]; then smoke=1; shift; fi
# shellcheck disable=SC2034 # read by what is sourced
program=$(realpath "${1:?program}")
out=${2:?folder for the pictures}
. "$(dirname "${BASH_SOURCE[0]}")/xwindow.sh"
need_tools Xvfb openbox xdotool import compare
need_eyes
mkdir -p "$out"
out=$(realpath "$out")

closed_port='{"profiles":[{"name":"Custom","base_url":"http://127.0.0.1:9/v1","key":{"from":"none"},"last_model":"any-model"}]}'
practice_as() { printf '{"profiles":[{"name":"Practice","last_model":"practice-reader+%s"}]}' "$1"; } # FAULTS
last=

take() { # NAME: a photograph that is not the one before
    wait_still
    photo "$name-$1"
    [ -z "$last" ] || differ "$last" "$name-$1"
    last=$name-$1
}

begin() { # THEME SCALE ENDPOINT PROFILES SAMPLE
    fresh_home "$1" "$3" "$4"
    start_program "$2"
    xdotool windowmove "$window" 0 0 windowsize --sync "$window" $((1440 * $2)) $((900 * $2))
    wait_still
    [ -z "$5" ] || { click "Sample: $5"; wait_text "Instructions"; }
}

ask() { # WORDS-OF-THE-END
    press ctrl+Return
    wait_text "$1"
}

recipe_round() { # THEME SCALE
    practice_rate=15 # so that it is seen growing
    begin "$1" "$2" Practice '{"profiles":[]}' ""
    take 01-start
    click "Sample: People in a text"
    wait_text "Instructions"
    take 02-sample
    practice_rate=60
    press ctrl+Return
    wait_row "456 Beach Rd"
    photo "$name-03-growing"
    wait_text "done, fits the schema"
    take 04-done
    local page
    for page in "Schema (JSON)" "Examples" "Settings" "Document"; do
        click "$page" "page tab"
        take "05-$(tr '[:upper:]' '[:lower:]' <<<"${page%% *}")"
    done
    click "Fields" "page tab"
    for page in Table JSON Raw; do
        click "$page" "page tab"
        take "06-$(tr '[:upper:]' '[:lower:]' <<<"$page")"
    done
    click "Tree" "page tab"
    press alt+3
    take 07-request
    press alt+4
    take 08-history
    press ctrl+k
    take 09-commands
    press Escape
    wait_still
    press ctrl+shift+e
    wait_text "Look for local servers"
    take 10-endpoints
    press Escape
    close_program
}

trouble_round() { # THEME SCALE
    begin "$1" "$2" Custom "$closed_port" "People in a text"
    ask "No connection"
    take 11-no-connection
    close_program
    begin "$1" "$2" Practice "$(practice_as invalid)" "People in a text"
    ask "does not fit the schema"
    take 12-invalid
    close_program
    begin "$1" "$2" Practice "$(practice_as malformed)" "People in a text"
    ask "done"
    take 13-mended
    close_program
    begin "$1" "$2" Practice "$(practice_as truncate=20)" "People in a text"
    ask "cut at the token limit"
    take 14-cut
    close_program
    practice_rate=10
    begin "$1" "$2" Practice '{"profiles":[]}' "Invoice"
    press ctrl+Return
    wait_row "2026-0117"
    press Escape
    wait_text "stopped by you"
    take 15-stopped
    click "Schema (JSON)" "page tab"
    focus "Schema, as JSON Schema" text
    type_text '{'
    wait_text "error in line"
    take 16-schema-error
    practice_rate=60
    close_program
}

one_round() { # THEME SCALE
    name="$1-$2x"
    last=
    recipe_round "$1" "$2"
    trouble_round "$1" "$2"
}

start_session
if [ "$smoke" = 1 ]; then
    start_server 1440x900
    one_round light 1
    exit 0
fi
start_server 2880x1800
for scale in 1 2; do
    for theme in light dark; do
        one_round "$theme" "$scale"
    done
done
echo "$out: $(find "$out" -name '*.png' | wc -l) pictures"
