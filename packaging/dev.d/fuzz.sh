# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev fuzz [RUNS]: libFuzzer on every target of tests/fuzz, with address and undefined sanitizers.

command_fuzz() {
    local runs=${1:-1000000} target
    need build fuzz
    configure release build/fuzz -DCMAKE_CXX_COMPILER=clang++-14 -DESPALIER_LIBFUZZER=ON -DESPALIER_DESKTOP=OFF \
        -DESPALIER_TESTS=ON -DESPALIER_SANITIZE=address,undefined
    build build/fuzz fuzz_targets
    for target in build/fuzz/tests/fuzz/fuzz_*; do
        [ -f "$target" ] || continue
        mkdir -p "build/fuzz/corpus/${target##*/}"
        say "${target##*/}: $runs runs"
        "$target" -runs="$runs" -max_len=4096 -print_final_stats=1 "build/fuzz/corpus/${target##*/}"
    done
}
