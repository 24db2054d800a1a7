#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Goes through the real window as a person does, with real keys, and sees it as a screen reader does.
#
#   drive.sh PROGRAM [SCENE...]     all scenes, or those named
#
# A scene is a function scene_NAME: a fresh home, the program, keys and clicks, and what must show. It ends with the program closed
# without a warning. A picture of the moment a scene failed in stays in $DRIVE_PICTURES, when that is set. Exit 77: a tool is missing.
set -euo pipefail

# shellcheck disable=SC2034 # read by what is sourced
program=${1:?program}
shift
. "$(dirname "${BASH_SOURCE[0]}")/xwindow.sh"
need_tools Xvfb openbox xdotool import compare gnome-keyring-daemon secret-tool dbus-send
need_eyes

no_profiles='{"profiles":[]}'
groq_alone='{"profiles":[{"name":"Groq","base_url":"http://127.0.0.1:9/v1","key":{"from":"keychain"},"last_model":"any-model"}]}'

# The first start: the sample is there, Try makes it grow, the answer comes right.
scene_try() {
    fresh_home light Practice "$no_profiles"
    start_program 1
    wait_text "The answer grows here."
    press ctrl+Return
    wait_row "456 Beach Rd"
    wait_text "done, fits the schema"
    close_program
}

# Stop in the middle: what came stays, and the window says who stopped it.
scene_stop() {
    practice_rate=10
    fresh_home light Practice "$no_profiles"
    start_program 1
    press ctrl+Return
    wait_row "Jason"
    press Escape
    wait_text "stopped by you"
    wait_row "Jason"
    close_program
}

# The keyboard alone, from field to field: what is typed into the instructions is there, and there only.
scene_type() {
    fresh_home light Practice "$no_profiles"
    start_program 1
    focus "Instructions" text
    press ctrl+a
    type_text "Extract the name and nothing else."
    wait_text "Extract the name and nothing else."
    [ "$(eyes text "Instructions" text)" = "Extract the name and nothing else." ] || fail "other words stand there"
    close_program
}

# A key goes into the real key ring, and into no file.
scene_key() {
    fresh_home light Groq "$groq_alone"
    start_program 1
    click "Set key…" "push button"
    wait_text "The key goes to this endpoint's address and nowhere else"
    focus "Key" "password text"
    type_text "sk-typed-into-the-window"
    click "Save" "push button"
    gone_text "The key goes to this endpoint's address and nowhere else"
    wait_text "Key: key ring"
    key_in_ring Groq | grep -qx 'sk-typed-into-the-window' || fail "the key ring does not hold the key"
    ! grep -rqs 'sk-typed-into-the-window' "$work/home" || fail "the key stands in a file"
    close_program
}

scenes=("$@")
[ ${#scenes[@]} -gt 0 ] || scenes=(try stop type key)
start_server 1400x900
start_session
start_key_ring
for scene in "${scenes[@]}"; do
    practice_rate=60
    "scene_$scene"
    echo "passed: $scene"
done
