#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a person does with the window, done with mouse, keys and a screen reader's means under Xvfb, scene by scene:
#
#   scenes.sh PROGRAM OUTDIR [SCENE...]
#
# first: first start, a sample, Try, the right values. edit: a field is renamed, Try, another answer. stop: in mid-stream. key: the
# endpoint dialog puts a key into a real gnome-keyring. error: a failure with its next step as a button. crash: SIGKILL, and what was
# typed is back. Pictures of every scene are kept in OUTDIR. Exit 77 when a tool is missing (skipped).
set -euo pipefail

program=$(realpath "${1:?program}")
out=${2:?folder for the pictures}
shift 2
scenes=("$@")
[ ${#scenes[@]} -gt 0 ] || scenes=(first edit stop key error crash)
. "$(dirname "$0")/xwindow.sh"
need_tools Xvfb openbox xdotool import compare secret-tool gnome-keyring-daemon
need_eyes
mkdir -p "$out"
out=$(realpath "$out")

# One sample open in a fresh home, as a person comes to it: by its card on the start page.
open_sample() { # NAME
    fresh_home light Practice '{"profiles":[]}'
    start_program 1
    wait_text "Begin with your own"
    click "Sample: $1"
    wait_text "Instructions"
}

scene_first() {
    fresh_home light Practice '{"profiles":[]}'
    start_program 1
    wait_text "Begin with your own"
    photo scene-first-1-start
    click "Sample: People in a text"
    wait_text "Extract the person"
    photo scene-first-2-sample
    press ctrl+Return
    wait_row "New York"
    photo scene-first-3-growing
    wait_text "done, fits the schema"
    wait_row "456 Beach Rd"
    wait_row "Jason is 25 years old"
    photo scene-first-4-done
    close_program
}

scene_edit() {
    open_sample "People in a text"
    press ctrl+Return
    wait_text "done, fits the schema"
    # The JSON beside the table: "bio" becomes "summary", by typing.
    click "Schema (JSON)" "page tab"
    focus "Schema, as JSON Schema" text
    press ctrl+a
    type_text '{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}'
    wait_text "can be used"
    press ctrl+Return
    gone_text "bio"
    wait_text "done, fits the schema"
    photo scene-edit-1-changed
    press alt+4 # the history has both
    wait_text "People in a text"
    photo scene-edit-2-history
    close_program
}

scene_stop() {
    practice_rate=10
    open_sample "Invoice"
    press ctrl+Return
    wait_row "2026-0117"
    press Escape
    wait_text "stopped by you"
    photo scene-stop-1-stopped
    wait_row "2026-0117" # what came is kept
    practice_rate=60
    close_program
}

scene_key() {
    fresh_home light OpenAI '{"profiles":[]}'
    start_program 1
    wait_text "Begin with your own"
    click "Connect an endpoint…" # begins with one that has no address yet
    wait_text "no address yet"
    press Escape
    click "Sample: People in a text"
    wait_text "Instructions"
    press ctrl+shift+e # and here with the one in use
    wait_text "api.openai.com"
    photo scene-key-1-dialog
    click "Key ring of this computer"
    focus "Key" "password text"
    type_text 'sk-scene-4711'
    click "OK"
    local end=$((SECONDS + 30))
    until env "${session[@]}" XDG_RUNTIME_DIR="$work/run" secret-tool lookup user OpenAI server espalier 2>/dev/null |
        grep -qx sk-scene-4711; do
        [ $SECONDS -lt $end ] || fail "the key is not in the key ring"
        sleep 0.2
    done
    photo scene-key-2-stored
    ! grep -rqs sk-scene-4711 "$work/home" || fail "the key is in a file"
    close_program
}

scene_error() {
    fresh_home light Custom \
        '{"profiles":[{"name":"Custom","base_url":"http://127.0.0.1:9/v1","key":{"from":"none"},"last_model":"any-model"}]}'
    start_program 1
    wait_text "Begin with your own"
    click "Sample: People in a text"
    wait_text "Extract the person"
    press ctrl+Return
    wait_text "No connection"
    photo scene-error-1-said
    click "Edit the endpoint…"
    wait_text "Base URL"
    photo scene-error-2-next-step
    press Escape
    close_program
}

scene_crash() {
    open_sample "Server configuration"
    focus "Instructions" text
    press ctrl+End
    type_text ' Keep every unit.'
    wait_until 20 "the session to be written" grep -q "Keep every unit" "$work/home/state/espalier/session.json"
    kill_program
    start_program 1
    wait_text "was not closed properly"
    wait_text "Keep every unit"
    photo scene-crash-1-recovered
    close_program
    start_program 1 # and now it did
    wait_text "Keep every unit"
    gone_text "was not closed properly" 5
    close_program
}

start_server 1440x900
start_session
for scene in "${scenes[@]}"; do
    [ "$scene" != key ] || start_key_ring
    "scene_$scene"
    echo "$scene: as it should be"
done
