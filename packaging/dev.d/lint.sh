# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev lint [BASE]: clang-format over all sources; clang-tidy and clazy on the sources changed since BASE (a commit).
# Without BASE: the merge base with the upstream branch; everything when there is none or nothing differs from it. LINT_SECONDS
# (1200) bounds the slow part; newest changes come first, what was not reached is said. A finding in a change fails; over the
# whole tree, where there is nothing to compare with, findings are listed and only the format fails.

# own_sources [GLOB...]: tracked C++ files.
own_sources() { git ls-files -- "${@:-*.cpp *.h}"; }

lint_base() {
    local ref base
    for ref in '@{upstream}' origin/HEAD origin/main; do
        base=$(git merge-base HEAD "$ref" 2>/dev/null) || continue
        if ! git diff --quiet "$base" HEAD; then
            printf '%s\n' "$base"
            return
        fi
    done
    git hash-object -t tree /dev/null # the empty tree
}

# changed_sources BASE: compiled sources that differ from BASE or whose header does, newest first.
changed_sources() {
    local base=$1 file
    git diff --name-only --diff-filter=d "$base" HEAD -- '*.cpp' '*.h' | while IFS= read -r file; do
        printf '%s %s\n' "$(git log -1 --format=%ct -- "$file")" "$file"
    done | sort -rn | cut -d' ' -f2- | sed 's/\.h$/.cpp/' | awk '!seen[$0]++' |
        while IFS= read -r file; do [ ! -f "$file" ] || printf '%s\n' "$file"; done
}

# lint_one FILE: clang-tidy, then clazy, both by the compile commands of build/lint; prints only findings.
lint_one() {
    local file=$1 result=0 out
    if [ "$(date +%s)" -ge "$LINT_END" ]; then
        printf '%s\n' "$file" >>"$LINT_LEFT"
        return 0
    fi
    grep -qF "$PWD/$file\"" build/lint/compile_commands.json || return 0
    out=$(clang-tidy-14 --quiet -p build/lint "$file" 2>/dev/null) || result=1
    [ -z "$out" ] || printf '%s\n' "$out"
    out=$(clazy-standalone -p build/lint --checks="$(tr -d ' \n' <.clazy)" --header-filter="$PWD/(core|ui|app|tests)/.*" \
        "$file" 2>&1 | grep -E 'warning:|error:' | grep -v 'warnings generated' || true)
    if [ -n "$out" ]; then
        printf '%s\n' "$out"
        result=1
    fi
    return $result
}
export -f lint_one

command_lint() {
    need build run test lint
    local result=0 findings=0 base
    base=${1:-$(lint_base)}
    say "Format: every source"
    own_sources '*.cpp' '*.h' | xargs -r clang-format-14 --dry-run --Werror || result=1

    # A build folder of its own, where only moc runs: without precompiled headers (clang cannot read g++'s), nothing compiled.
    # CMake's own target for it would build every library first.
    configure dev build/lint -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
    # shellcheck disable=SC2016 # the inner shell expands it
    find build/lint -name AutogenInfo.json -print0 | xargs -0 -n 1 -P "$(nproc)" sh -c 'cmake -E cmake_autogen "$0" Debug'
    # Those of the tests by their commands alone: as targets they ask for every library first.
    ninja -C build/lint -t targets rule CUSTOM_COMMAND | grep '\.moc$' | grep -v '^/' |
        xargs -r -n 1 -P "$(nproc)" sh -c '(cd build/lint && ninja -t commands -s "$0" | sh) >/dev/null 2>&1 || true'
    LINT_END=$(($(date +%s) + ${LINT_SECONDS:-1200}))
    LINT_LEFT=$(mktemp)
    export LINT_END LINT_LEFT
    say "clang-tidy and clazy: sources changed since ${base:0:10}"
    # shellcheck disable=SC2016 # the inner shell expands it
    changed_sources "$base" | xargs -r -d '\n' -n 1 -P "$(nproc)" bash -c 'lint_one "$0"' || findings=1
    if [ "$(git cat-file -t "$base" 2>/dev/null || echo tree)" = commit ] && [ "$findings" -ne 0 ]; then
        result=1
    fi
    if [ -s "$LINT_LEFT" ]; then
        say "Out of time (LINT_SECONDS), not looked at:"
        sort "$LINT_LEFT" >&2
    fi
    rm -f "$LINT_LEFT"
    return $result
}
