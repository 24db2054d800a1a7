# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the commands of packaging/dev share: saying, installing, configuring, building.

# The packages of Debian 12 by what they are for. "run": loaded while running, so that nothing else pulls them in (key ring,
# SVG icons), and a font, without which the window shows boxes.
packages_for() {
    case $1 in
        build)
            echo build-essential cmake ninja-build ccache mold pkg-config qt6-base-dev qt6-declarative-dev libqt6opengl6-dev qt6-svg-dev \
                qtkeychain-qt6-dev libqscintilla2-qt6-dev
            ;;
        run) echo libsecret-1-0 libqt6svg6 fonts-dejavu-core ;;
        test)
            echo xvfb xauth openbox xdotool imagemagick gnome-keyring libsecret-tools dbus ca-certificates python3 git \
                at-spi2-core gir1.2-atspi-2.0 python3-gi desktop-file-utils appstream man-db shared-mime-info
            ;;
        package) echo dpkg-dev file gzip lintian desktop-file-utils appstream man-db shared-mime-info python3 ;;
        root) echo mmdebstrap ;;
        bench) echo libboost-json1.81-dev libyajl-dev libvalijson-dev rapidjson-dev python3 python3-venv ;;
        lint) echo clang-format-14 clang-tidy-14 clazy git ;;
        fuzz) echo clang-14 libclang-rt-14-dev ;;
        node) echo nodejs npm ;;
        wayland) echo qt6-wayland ;;
    esac
}

say() { printf '%s\n' "$*" >&2; }

# complain WHAT [WHAT-TO-DO]: one line each, to standard error.
complain() {
    say "packaging/dev: $1"
    [ -z "${2:-}" ] || say "  $2"
}

# as_root COMMAND...: as it is for root, else through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

install_log=build/install.log

apt_install() {
    mkdir -p build
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" \
        >"$install_log" 2>&1
}

# missing_packages PACKAGE...: those that are not installed, one a line.
missing_packages() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii *//p' || true)
    printf '%s\n' "$@" | grep -vxF -e "${installed:-.}" || true
}

# need GROUP...: installs what is missing of these groups, asks the archive for news only when it has to; 1 when something
# cannot be had, said why.
need() {
    local group wanted=() missing
    for group in "$@"; do
        read -ra missing <<<"$(packages_for "$group" | tr '\n' ' ')"
        wanted+=("${missing[@]}")
    done
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        complain "this is no Debian system, so nothing is installed here" "needed, by Debian's names: ${wanted[*]}"
        return 0
    fi
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing, which takes a minute or two the first time: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        complain "packages are missing and there is no sudo" "as root: apt-get install --no-install-recommends ${missing[*]}"
        return 1
    fi
    if apt-cache show "${missing[@]}" >/dev/null 2>&1 && apt_install "${missing[@]}"; then
        return 0
    fi
    as_root apt-get -q update >"$install_log" 2>&1 || true
    if ! apt_install "${missing[@]}"; then
        tail -n 15 "$install_log" >&2
        complain "these packages could not be installed: ${missing[*]}" \
            "check the network and the package sources (Debian 12 has all of them), then call this again"
        return 1
    fi
}

# For a build from nothing: the files of a library a dozen at a time, which saves what each instantiates anew, and lines but no
# variables for the debugger. Who works on the code configures the folder first, with cmake --preset alone.
from_nothing=(-DESPALIER_UNITY=ON -DCMAKE_CXX_FLAGS_DEBUG=-g1)

# For the tests: two hundred and fifty programs that share their libraries are a tenth of the bytes of as many with a copy each.
shared_libraries=(-DBUILD_SHARED_LIBS=ON)

# configure PRESET DIR [CMAKE-ARG...]: only when DIR is new or the presets changed; ninja sees to the rest by itself.
configure() {
    local preset=$1 dir=$2 launcher=()
    shift 2
    if [ -f "$dir/build.ninja" ] && [ "$dir/build.ninja" -nt CMakePresets.json ]; then
        return 0
    fi
    ! command -v ccache >/dev/null || launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    cmake --preset "$preset" -B "$dir" "${launcher[@]}" "$@" >&2
}

# build DIR [TARGET...]. The settings let ccache hit across clones and with precompiled headers.
build() {
    CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros \
        cmake --build "$1" ${2:+--target "${@:2}"} >&2
}

# ctest_preset PRESET [ARG...]: the tests of build/PRESET, headless, one more at a time than there are processors (those with a
# window wait most of their time), with the public suites when they stand beside the checkout.
ctest_preset() {
    local preset=$1 runtime result=0
    shift
    if [ -z "${ESPALIER_SUITES:-}" ] && [ -d ../shared/suites ]; then
        ESPALIER_SUITES=$(cd ../shared/suites && pwd)
        export ESPALIER_SUITES
    fi
    if [ -z "${ESPALIER_REAL_SERVER:-}" ] && [ -x ../shared/tools/real-server ]; then
        ESPALIER_REAL_SERVER=$(cd ../shared/tools && pwd)/real-server
        export ESPALIER_REAL_SERVER
    fi
    runtime=$(mktemp -d) # XDG_RUNTIME_DIR, mode 0700: Qt warns without one
    XDG_RUNTIME_DIR=$runtime ctest --preset "$preset" -j $(($(nproc) + 1)) "$@" || result=$?
    rm -rf "$runtime"
    skipped_reasons "build/$preset/Testing/Temporary/LastTest.log"
    return $result
}

# skipped_reasons LOG: what was left out and why, from QtTest's and our scripts' own words.
skipped_reasons() {
    local reasons
    reasons=$(grep -hE '^(SKIP +:|skipped: )' "$1" 2>/dev/null | sort | uniq -c | sed 's/^ *//' || true)
    [ -z "$reasons" ] || printf 'Left out, and why (times, what):\n%s\n' "$reasons"
}
