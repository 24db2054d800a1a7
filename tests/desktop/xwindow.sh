# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What every script that drives the real window shares: an X server and a session of its own, a home of its own, the program, keys,
# pictures, waiting. To be sourced. Sets: work (a folder that goes away at the end), window, app (the program's process). Uses: program,
# out (where pictures go). Nothing here sleeps for a guessed time: every wait is for a condition and says what it waited for.

work=$(mktemp -d)
pids=()     # what is ended at the end
session=()  # environment that leads the program and our eyes to the session bus; empty: there is none
window=
app=
window_title=${window_title:-'Espalier$'}
practice_rate=60 # tokens a second of the practice endpoint; few: time for a look in the middle, however busy the machine is
eyes="$(dirname "${BASH_SOURCE[0]}")/atspi.py"

finish() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT

fail() {
    echo "failed: $*" >&2
    if [ -n "${DRIVE_PICTURES:-}" ] && [ -n "${DISPLAY:-}" ]; then
        import -window root "$DRIVE_PICTURES/failed.png" 2>/dev/null || true
    fi
    exit 1
}

# need_tools TOOL...: exit 77, which ctest takes for "left out", with the reason.
need_tools() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
    done
}

# need_eyes: the accessibility bus and Python's way to it. Debian's own Python, since only that one finds Debian's gi.
need_eyes() {
    need_tools dbus-daemon
    [ -x /usr/libexec/at-spi-bus-launcher ] || { echo "skipped: at-spi2-core is not installed"; exit 77; }
    /usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi' 2>/dev/null ||
        { echo "skipped: python3-gi or gir1.2-atspi-2.0 is not installed"; exit 77; }
}

# wait_until SECONDS WHAT COMMAND...: asks COMMAND until it succeeds; a program that ended in the meantime is said at once.
wait_until() {
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        if [ -n "$app" ] && ! kill -0 "$app" 2>/dev/null; then
            cat "$work/stderr" >&2
            fail "the program ended while waiting for: $what"
        fi
        [ $SECONDS -lt $end ] || fail "waited in vain for: $what"
        sleep 0.05
    done
}

# An X server on a display of its own choice, and a window manager in it.
start_server() { # WIDTHxHEIGHT
    local display
    mkfifo "$work/display"
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
    pids+=($!)
    read -r display <"$work/display" || fail "Xvfb did not start"
    rm "$work/display"
    export DISPLAY=":$display"
    # No frames: what is photographed is the program's, and stands where it says.
    cat >"$work/openbox.xml" <<'XML'
<openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
XML
    openbox --config-file "$work/openbox.xml" --startup "touch $work/managed" >/dev/null 2>&1 &
    pids+=($!)
    wait_until 20 "the window manager" test -e "$work/managed"
}

# A session bus, on which the accessibility bus starts by itself when it is asked for.
start_session() {
    local address
    mkdir -m 700 "$work/run"
    mkfifo "$work/bus"
    env XDG_RUNTIME_DIR="$work/run" XDG_DATA_HOME="$work/ring" dbus-daemon --session --nofork --print-address=3 \
        3>"$work/bus" >"$work/bus.log" 2>&1 &
    pids+=($!)
    read -r address <"$work/bus" || fail "no session bus"
    session=(DBUS_SESSION_BUS_ADDRESS="$address" QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1)
}

owned() { # NAME: somebody on the session bus answers to it
    env "${session[@]}" dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.NameHasOwner "string:$1" | grep -q 'boolean true'
}

# A real key ring, unlocked, on the session bus; it forgets everything at the end. The password is empty.
start_key_ring() {
    printf '\n' | env "${session[@]}" XDG_RUNTIME_DIR="$work/run" XDG_DATA_HOME="$work/ring" \
        gnome-keyring-daemon --foreground --unlock --components=secrets >"$work/ring.log" 2>&1 &
    pids+=($!)
    # Who owns the name is asked of the bus: a word to the name itself could start a second, locked key ring before this one is up.
    wait_until 20 "the key ring" owned org.freedesktop.secrets
}

# key_in_ring NAME: the key of that endpoint, asked of the key ring by another program than ours.
key_in_ring() {
    env "${session[@]}" XDG_RUNTIME_DIR="$work/run" secret-tool search --unlock --all xdg:schema org.qt.keychain user "$1" 2>/dev/null |
        sed -n 's/^secret = //p'
}

# A home of its own for every round, so that nothing of the person's is read or written.
fresh_home() { # THEME ENDPOINT PROFILES-JSON
    rm -rf "${work:?}/home"
    mkdir -p "$work/home/config/espalier" "$work/home/run"
    chmod 700 "$work/home/run"
    printf '[window]\ntheme=%s\n[endpoint]\nlast=%s\n[practice]\ntokens_per_second=%s\n' "$1" "$2" "$practice_rate" \
        >"$work/home/config/espalier/settings.ini"
    printf '%s\n' "$3" >"$work/home/config/espalier/profiles.json"
}

find_window() {
    window=$(xdotool search --onlyvisible --name "$window_title" 2>/dev/null | tail -n 1)
    [ -n "$window" ]
}

start_program() { # SCALE [ARGUMENT...]
    env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" \
        XDG_STATE_HOME="$work/home/state" XDG_DATA_HOME="$work/home/data" XDG_CACHE_HOME="$work/home/cache" \
        XDG_RUNTIME_DIR="$work/home/run" QT_QPA_PLATFORM=xcb QT_SCALE_FACTOR="$1" LC_ALL=C.UTF-8 "${session[@]}" \
        "$program" "${@:2}" >"$work/stdout" 2>"$work/stderr" &
    app=$!
    wait_until 60 "a window" find_window
    xdotool windowactivate --sync "$window"
    wait_still
}

# Where the window stands, with what lies over it: a dialog is a window of its own.
window_area() {
    local X Y WIDTH HEIGHT # set by what xdotool prints
    eval "$(xdotool getwindowgeometry --shell "$window" | grep -E '^(X|Y|WIDTH|HEIGHT)=[0-9-]+$')"
    printf '%dx%d+%d+%d' "$WIDTH" "$HEIGHT" "$X" "$Y"
}
screen() { import -window root miff:- | convert miff:- -crop "$(window_area)" +repage "$1"; } # FILE
photo() { screen "$out/$1.png"; }

# A picture is another when it differs by more than a blinking caret (2 by 40 pixels at scale 2) has.
caret=120

# moved: the window looks other than it did when the reference was taken; it becomes the reference then.
moved() {
    local pixels
    screen "$work/now.miff"
    pixels=$(compare -metric AE "$work/reference.miff" "$work/now.miff" null: 2>&1 || true)
    awk -v n="${pixels%% *}" -v c=$caret 'BEGIN { exit !(n !~ /^[0-9]/ || n + 0 > c) }' || return 1
    mv "$work/now.miff" "$work/reference.miff"
}

# wait_still [SECONDS]: until the window has looked the same for that long (0.4).
wait_still() {
    local since end=$((SECONDS + 60)) still=${1:-0.4}
    screen "$work/reference.miff"
    since=$EPOCHREALTIME
    while [ $SECONDS -lt $end ]; do
        if moved; then
            since=$EPOCHREALTIME
        elif awk -v a="$since" -v b="$EPOCHREALTIME" -v s="$still" 'BEGIN { exit !(b - a >= s) }'; then
            return
        fi
        sleep 0.05
    done
    fail "the window never stands still"
}

differ() { # A B: the two photographs are not the same
    local pixels
    pixels=$(compare -metric AE "$out/$1.png" "$out/$2.png" null: 2>&1 || true)
    [ "${pixels%% *}" != 0 ] || fail "$1 and $2 look the same"
}

press() { xdotool key --clearmodifiers "$@"; } # KEY..., e.g. ctrl+Return
type_text() { xdotool type --clearmodifiers --delay 5 "$1"; }

# What a screen reader has. See atspi.py for the words.
eyes() { env "${session[@]}" XDG_RUNTIME_DIR="$work/run" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 "$eyes" "$app" "$@"; }
wait_text() { eyes wait "${2:-30}" "$1" || fail "never shown: $1"; }   # TEXT [SECONDS]
wait_row() { eyes wait "${2:-60}" "$1" "table cell" || fail "no row: $1"; } # TEXT [SECONDS]; in the answer, not in what was asked
gone_text() { eyes gone "${2:-30}" "$1" || fail "still shown: $1"; } # TEXT [SECONDS]
click() { eyes press "$@" || fail "cannot press: $*"; }                # NAME [ROLE]
focus() { eyes focus "$@" || fail "cannot focus: $*"; }                # NAME [ROLE]

has_ended() { ! kill -0 "$app" 2>/dev/null; }

# Closes it as a person does: exit code 0, nothing printed.
close_program() {
    local end=$((SECONDS + 30)) code=0
    xdotool windowactivate --sync "$window" key --clearmodifiers ctrl+q
    until has_ended; do
        [ $SECONDS -lt $end ] || fail "it does not close"
        sleep 0.05
    done
    wait "$app" || code=$?
    app=
    [ $code -eq 0 ] || { cat "$work/stderr" >&2; fail "exit code $code"; }
    # A question about a row that the next attempt has just taken away is answered, and Qt's own bridge says so.
    sed -i '/^QAccessibleTree::indexFromLogical: invalid index/d; /Qt AtSpiAdaptor: Accessible invalid/d' "$work/stderr"
    if [ -s "$work/stderr" ]; then
        cat "$work/stderr" >&2
        fail "it printed warnings"
    fi
}

# Ends it as a power cut does.
kill_program() {
    kill -KILL "$app"
    wait "$app" 2>/dev/null || true
    app=
}
