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
program=${1:?program}
out=${2:?folder for the pictures}
for tool in Xvfb openbox xdotool import compare; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
mkdir -p "$out"
work=$(mktemp -d)
pids=()
finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

fail() { echo "failed: $*" >&2; exit 1; }

# An X server on a display of its own choice, and a window manager in it.
start_server() { # WIDTHxHEIGHT
    mkfifo "$work/display"
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
    pids+=($!)
    read -r display <"$work/display" || fail "Xvfb did not start"
    rm "$work/display"
    export DISPLAY=":$display"
    openbox >/dev/null 2>&1 &
    pids+=($!)
    sleep 1
}

# A home of its own for every round, so that nothing of the person's is read or written.
fresh_home() { # THEME ENDPOINT PROFILES-JSON
    rm -rf "${work:?}/home"
    mkdir -p "$work/home/config/espalier" "$work/home/run"
    chmod 700 "$work/home/run"
    printf '[window]\ntheme=%s\n[endpoint]\nlast=%s\n' "$1" "$2" >"$work/home/config/espalier/settings.ini"
    printf '%s\n' "$3" >"$work/home/config/espalier/profiles.json"
}

start_program() { # SCALE
    env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" \
        XDG_STATE_HOME="$work/home/state" XDG_DATA_HOME="$work/home/data" XDG_CACHE_HOME="$work/home/cache" \
        XDG_RUNTIME_DIR="$work/home/run" QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR="$1" LC_ALL=C.UTF-8 \
        "$program" >"$work/stdout" 2>"$work/stderr" &
    app=$!
    for _ in $(seq 150); do
        window=$(xdotool search --onlyvisible --name '^Espalier$' 2>/dev/null | tail -n 1) || true
        [ -n "${window:-}" ] && break
        kill -0 "$app" 2>/dev/null || { cat "$work/stderr" >&2; fail "the program ended at once"; }
        sleep 0.2
    done
    [ -n "${window:-}" ] || fail "no window came"
    xdotool windowactivate --sync "$window"
    sleep 1
}

photo() { import -window "$window" "$out/$1.png"; }
press() { xdotool key --clearmodifiers "$1"; }

close_program() {
    press ctrl+q
    for _ in $(seq 100); do
        kill -0 "$app" 2>/dev/null || break
        sleep 0.1
    done
    kill -0 "$app" 2>/dev/null && fail "it does not close"
    wait "$app" || fail "exit code $?"
    if [ -s "$work/stderr" ]; then
        cat "$work/stderr" >&2
        fail "it printed warnings"
    fi
}

closed_port='{"profiles":[{"name":"Custom","base_url":"http://127.0.0.1:9/v1","key":{"from":"none"},"last_model":"any-model"}]}'
bad_answer='{"profiles":[{"name":"Practice","last_model":"practice-reader+invalid"}]}'

differ() { # A B: the two pictures are not the same
    local pixels
    pixels=$(compare -metric AE "$out/$1.png" "$out/$2.png" null: 2>&1 || true)
    [ "${pixels%% *}" != 0 ] || fail "$1 and $2 look the same"
}

one_round() { # THEME SCALE
    local name="$1-$2x"
    fresh_home "$1" Practice '{"profiles":[]}'
    start_program "$2"
    photo "$name-1-start"
    press ctrl+Return
    sleep 0.6
    photo "$name-2-growing"
    sleep 4
    photo "$name-3-done"
    close_program

    fresh_home "$1" Custom "$closed_port"
    start_program "$2"
    press ctrl+Return
    sleep 2
    photo "$name-4-no-connection"
    close_program

    fresh_home "$1" Practice "$bad_answer"
    start_program "$2"
    press ctrl+Return
    sleep 5
    photo "$name-5-invalid"
    press ctrl+Return # closes in mid-stream
    sleep 0.7
    close_program
}

if [ "$smoke" = 1 ]; then
    start_server 1400x900
    one_round light 1
    differ light-1x-1-start light-1x-2-growing
    differ light-1x-2-growing light-1x-3-done
    differ light-1x-1-start light-1x-4-no-connection
    differ light-1x-3-done light-1x-5-invalid
    exit 0
fi
start_server 2720x1720
for scale in 1 2; do
    for theme in light dark; do
        one_round "$theme" "$scale"
    done
done
echo "$out: $(find "$out" -name '*.png' | wc -l) pictures"
