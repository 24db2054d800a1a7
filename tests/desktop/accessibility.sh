#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# accessibility.sh PROGRAM: starts the real program under Xvfb with a session bus and asks what a screen reader would
# (accessibility.py). Exit 77 when a tool is missing (skipped).
set -euo pipefail

# shellcheck disable=SC2034 # read by what is sourced
program=${1:?program}
. "$(dirname "${BASH_SOURCE[0]}")/xwindow.sh"
need_tools Xvfb openbox xdotool import compare
need_eyes
start_server 1400x900
start_session
fresh_home light Practice '{"profiles":[]}'
start_program 1
click "Sample: People in a text"
wait_text "The answer grows here."
env "${session[@]}" XDG_RUNTIME_DIR="$work/run" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/accessibility.py" "$app"
close_program
