#!/usr/bin/env bash
# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs the package into a clean Debian 12 and starts both programs there. Needs root, the network and some minutes;
# packaging/dev package --try calls it.
#
#   cleanroot.sh DEB FOLDER
#
# FOLDER keeps bookworm.tar (the clean system, made once), archives/ (what apt fetched), root/ (made anew by every call, left to be
# looked into) and window.png. Only Debian's own archive and DEB are used. First the package alone: what it needs must come by its
# Depends. What a person's desktop has (X server, key ring) is added after that.
set -euo pipefail

deb=${1:?the package}
folder=${2:?the folder}
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
root=$folder/root
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
pids=()

fail() { echo "failed: $*" >&2; exit 1; }
passed() { echo "passed: $*"; }

# in_root COMMAND...: as an ordinary person without anything of this machine's environment.
in_root() { chroot --userspec=espalier "$root" env -i HOME=/home/espalier PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"; }
as_admin() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

finish() {
    local pid place
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for place in proc dev; do ! mountpoint -q "$root/$place" || umount -l "$root/$place"; done
}
trap finish EXIT

make_root() {
    if [ ! -f "$folder/bookworm.tar" ]; then
        mmdebstrap --quiet --mode=root --variant=minbase --format=tar bookworm "$folder/bookworm.tar.new" "$mirror"
        mv "$folder/bookworm.tar.new" "$folder/bookworm.tar"
    fi
    if mountpoint -q "$root/proc" || mountpoint -q "$root/dev"; then
        fail "$root is in use; nothing is removed below a mounted folder"
    fi
    rm -rf --one-file-system "$root"
    mkdir -p "$root" "$folder/archives"
    tar -C "$root" -xf "$folder/bookworm.tar"
    mount -t proc proc "$root/proc"
    mount --rbind --make-rslave /dev "$root/dev"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # no services in here
    chmod 755 "$root/usr/sbin/policy-rc.d"
    as_admin useradd -m espalier
    install -d -m 700 -o "$(stat -c %u "$root/home/espalier")" "$root/run/espalier"
    as_admin apt-get -q update >"$folder/apt.log" 2>&1 || { tail -n 15 "$folder/apt.log" >&2; fail "apt-get update"; }
}

# add NAME-OR-FILE...: with Depends only.
add() {
    find "$folder/archives" -name '*.deb' -exec cp -n -t "$root/var/cache/apt/archives" {} +
    as_admin apt-get -q install -y --no-install-recommends -o APT::Keep-Downloaded-Packages=true "$@" >"$folder/apt.log" 2>&1 ||
        { tail -n 15 "$folder/apt.log" >&2; fail "apt-get install $*"; }
    find "$root/var/cache/apt/archives" -name '*.deb' -exec cp -n -t "$folder/archives" {} +
}

# until_true SECONDS WHAT COMMAND...: asks again until COMMAND succeeds.
until_true() {
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || fail "waited in vain: $what"
        sleep 0.1
    done
}

installed_by_itself() {
    cp "$deb" "$root/tmp/espalier.deb"
    add /tmp/espalier.deb
    passed "installed, $(as_admin dpkg-query -W -f '.\n' | wc -l) packages in the system"
    local package
    for package in libsecret-1-0 libqt6svg6; do
        # shellcheck disable=SC2016 # dpkg-query expands it
        as_admin dpkg-query -W -f '${db:Status-Abbrev}\n' "$package" | grep -q '^ii' || fail "$package did not come with it"
    done
    passed "what is loaded by name came with it"
    as_admin dpkg --verify espalier
    [ -z "$(as_admin dpkg --verify espalier)" ] || fail "files differ from the package"
    local library
    for library in espalier espalier-cli; do
        ! chroot "$root" ldd "/usr/bin/$library" | grep 'not found' || fail "$library lacks a library"
    done
}

command_line_answers() {
    local out code=0
    cp "$source/resources/examples/person.json" "$root/tmp/person.json"
    out=$(in_root espalier-cli extract --quiet --schema /tmp/person.json --text 'Extract: Jason is 25 years old')
    [ "$(tr -d ' \n' <<<"$out")" = '{"name":"Jason","age":25}' ] || fail "extract said: $out"
    passed "espalier-cli extract: the object, exit 0"
    in_root espalier-cli extract --schema /no/such/file --text x >/dev/null 2>&1 || code=$?
    [ $code = 2 ] || fail "a missing schema gives exit $code"
    code=0
    in_root espalier-cli extract --quiet --schema /tmp/person.json --model practice-reader+invalid --text x >/dev/null 2>&1 || code=$?
    [ $code = 6 ] || fail "an invalid answer gives exit $code"
    passed "espalier-cli: exit 2 without a schema, exit 6 for an invalid answer"
    [ "$(in_root espalier --version)" = "$(in_root espalier-cli --version | sed 's/-cli//')" ] || fail "two versions"
    passed "espalier --version without a display"
}

# has_mapped PID LIBRARY: the process has loaded it.
has_mapped() { grep -q "/$2" "/proc/$1/maps"; }

# pid_in_root NAME: the one process of that name that runs in this root.
pid_in_root() {
    local pid
    for pid in $(pgrep -x "$1"); do
        [ "$(readlink "/proc/$pid/root")" != "$root" ] || printf '%s\n' "$pid"
    done
}

window_runs() { [ -n "$(pid_in_root espalier)" ]; }

# The window, with no more than its Depends, drawn into memory: the plug-in for the SVG icon must be found.
window_without_more() {
    in_root QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=/run/espalier espalier >"$folder/window.log" 2>&1 &
    pids+=($!)
    until_true 30 "the window's process" window_runs
    local pid
    pid=$(pid_in_root espalier)
    until_true 30 "the SVG icon plug-in" has_mapped "$pid" libqsvgicon.so
    passed "espalier (offscreen): the SVG icon plug-in is loaded"
    kill "$pid"
}

key_ring_works() {
    local out
    out=$(in_root XDG_RUNTIME_DIR=/run/espalier dbus-run-session -- sh -ec '
        printf "\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
        echo sk-kept-in-the-ring | espalier-cli key set Groq
        espalier-cli key test Groq
        LD_DEBUG=files espalier-cli key list 2>/dev/null
        LD_DEBUG=files espalier-cli key test Groq 2>&1 | grep -o "calling init: .*/libsecret-1[^ ]*" | head -n 1
        espalier-cli key delete Groq
        ! espalier-cli key test Groq' 2>&1) || fail "the key ring: $out"
    grep -q 'libsecret-1' <<<"$out" || fail "libsecret was not loaded: $out"
    ! grep -rqs sk-kept-in-the-ring "$root/home/espalier/.config" "$root/home/espalier/.local/state" || fail "a key in a file"
    passed "a key is kept in the key ring, found, removed; libsecret is loaded"
}

window_shows() {
    mkfifo "$folder/display"
    chroot "$root" env -i PATH=/usr/bin:/bin Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp 3>"$folder/display" 2>/dev/null &
    pids+=($!)
    local display pid window
    read -r display <"$folder/display"
    rm "$folder/display"
    in_root DISPLAY=":$display" XDG_RUNTIME_DIR=/run/espalier dbus-run-session espalier >"$folder/window.log" 2>&1 &
    pids+=($!)
    until_true 60 "the window" in_root DISPLAY=":$display" xdotool search --onlyvisible --name '^Espalier$'
    window=$(in_root DISPLAY=":$display" xdotool search --onlyvisible --name '^Espalier$' | tail -n 1)
    pid=$(pid_in_root espalier)
    # Drawn, when two pictures in a row are the same and have more than a few colours.
    until_true 30 "a drawn window" painted "$display" "$window"
    in_root DISPLAY=":$display" xdotool windowfocus --sync "$window" key --clearmodifiers ctrl+q
    until_true 30 "the end" test ! -e "/proc/$pid"
    passed "espalier under Xvfb: it shows, and closes by Ctrl+Q; picture in $folder/window.png"
    [ ! -s "$folder/window.log" ] || { cat "$folder/window.log" >&2; fail "it printed warnings"; }
}

painted() { # DISPLAY WINDOW
    in_root DISPLAY=":$1" import -window "$2" /tmp/a.png && in_root DISPLAY=":$1" import -window "$2" /tmp/b.png
    [ "$(in_root identify -format %k /tmp/b.png)" -gt 100 ] && in_root compare -metric AE /tmp/a.png /tmp/b.png null: &&
        cp "$root/tmp/b.png" "$folder/window.png"
}

removed_again() {
    as_admin apt-get -q purge -y espalier >"$folder/apt.log" 2>&1 || fail "it cannot be removed"
    [ -z "$(find "$root/usr" -name '*espalier*')" ] || fail "left behind: $(find "$root/usr" -name '*espalier*')"
    passed "removed, nothing of it left"
}

[ "$(id -u)" -eq 0 ] || { echo "skipped: a clean root can only be made by root"; exit 77; }
command -v mmdebstrap >/dev/null || { echo "skipped: mmdebstrap is not installed"; exit 77; }
make_root
installed_by_itself
command_line_answers
window_without_more
add xvfb xdotool imagemagick dbus gnome-keyring shared-mime-info desktop-file-utils
key_ring_works
window_shows
removed_again
