#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drives the real window under Xvfb and photographs it in every state.
#
#   screens.sh [--smoke] PROGRAM OUTDIR [THEME SCALE [ROUND...]]
#
# Takes, light and dark, at scale 1 and 2: the start page, a sample, an answer that grows, one that is done, each page of the recipe and
# of the answer, request, history, the endpoint dialog, no connection, answers that are invalid, mended,
# cut and stopped, a schema with an error, all commands; checks and hooks that came with a recipe and the same once allowed, a run that is
# asked to slow down and asks again, one of its tries in full, its events, what it used, and two tries side by side.
# --smoke: one light round at scale 1, and only what a machine can judge: each state looks other than the one before, nothing is printed.
# With THEME and SCALE only those, and of them only the rounds that are named (recipe, trouble, runs). Exit 77 when a tool is missing (skipped).
set -euo pipefail

smoke=0
if [ "${1:-}" = --smoke ]; then smoke=1; shift; fi
# shellcheck disable=SC2034 # read by what is sourced
program=$(realpath "${1:?program}")
out=${2:?folder for the pictures}
. "$(dirname "${BASH_SOURCE[0]}")/xwindow.sh"
need_tools Xvfb openbox xdotool import compare
shift 2
rounds=("${@:3}")
[ ${#rounds[@]} -gt 0 ] || rounds=(recipe trouble runs)
need_eyes
samples=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../resources/recipes")
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

begin() { # THEME SCALE ENDPOINT PROFILES SAMPLE [FILE...]
    fresh_home "$1" "$3" "$4"
    start_program "$2" "${@:6}"
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

# The sample with checks, which are code, and with hooks.
checked_recipe() {
    local checks='{"name":"adds up","expression":"Math.abs(value.net_total + value.tax - value.total) < 0.005",'
    checks+='"message":"net total and tax do not make the total"},{"name":"number as printed","stands":"/invoice_number"}'
    local hooks='{"event":"validation","action":"rule","rule":"stop-after","n":3},{"event":"retry:scheduled","action":"log"}'
    sed "s#^{#{\"checks\":[$checks],\"hooks\":[$hooks],#" "$samples/invoice/invoice.recipe.json"
}

runs_round() { # THEME SCALE
    local line
    practice_rate=200
    checked_recipe >"$work/checked.recipe.json"
    begin "$1" "$2" Practice "$(practice_as '429:2;invalid;ok')" "" "$work/checked.recipe.json" "$samples/invoice/invoice-2026-0117.txt"
    wait_text "Instructions"
    click "Checks (2)" "page tab"
    take 17-checks-to-allow
    click Show
    take 18-what-would-run
    click Allow
    gone_text "not been allowed here"
    click "Retries and hooks" "page tab"
    take 19-limits
    click "Hooks" "check box"
    take 20-hooks
    click "Rehearse" "check box"
    take 21-rehearse
    press alt+1
    press ctrl+Return
    wait_text "again in"
    photo "$name-22-slowed"
    wait_text "done, fits the schema"
    take 23-attempts
    click "Show this try in full"
    focus "Hide the details" # Qt's lists take no focus from a screen reader
    press shift+Tab Up
    take 24-try
    click "Figures" "page tab"
    take 25-figures
    press alt+2
    take 26-events
    press ctrl+shift+u
    wait_text "By day and model"
    take 27-usage
    press Escape
    # Another text takes the place of the first, so that there is a difference to look at.
    click "Document" "page tab"
    focus "Text to read from" text
    press ctrl+a
    while IFS= read -r line; do
        [ -z "$line" ] || type_text "$line"
        press Return # xdotool types no line ends
    done <"$samples/invoice/invoice-4471.txt"
    press ctrl+Return
    wait_row "Harrow Bicycle Works"
    wait_text "done, fits the schema"
    press alt+4
    focus "Filter tries" text
    press Tab Tab Home Down
    click Compare
    wait_text "Two tries side by side"
    wait_row "Harrow Bicycle Works"
    press F7
    take 28-side-by-side
    press Escape
    practice_rate=60
    close_program
}

one_round() { # THEME SCALE
    name="$1-$2x"
    last=
    local round
    for round in "${rounds[@]}"; do
        "${round}_round" "$1" "$2"
    done
}

start_session
if [ "$smoke" = 1 ]; then
    start_server 1440x900
    one_round light 1
    exit 0
fi
start_server 2880x1800
read -ra scales <<<"${2:-1 2}"
read -ra themes <<<"${1:-light dark}"
for scale in "${scales[@]}"; do
    for theme in "${themes[@]}"; do
        one_round "$theme" "$scale"
    done
done
echo "$out: $(find "$out" -name '*.png' | wc -l) pictures"
