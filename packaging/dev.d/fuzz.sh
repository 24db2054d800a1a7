# SPDX-FileCopyrightText: Espalier contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# packaging/dev fuzz [RUNS [TARGET]]: libFuzzer on every target of tests/fuzz, or on one (parser, sse), with address and undefined
# sanitizers. Begins with tests/fuzz/corpus/TARGET; what it finds new goes to build/fuzz/corpus/TARGET.

command_fuzz() {
    local runs=${1:-1000000} only=${2:-*} target name
    need build fuzz
    configure release build/fuzz -DCMAKE_CXX_COMPILER=clang++-14 -DESPALIER_LIBFUZZER=ON -DESPALIER_DESKTOP=OFF \
        -DESPALIER_TESTS=ON -DESPALIER_SANITIZE=address,undefined
    build build/fuzz fuzz_targets
    for target in build/fuzz/tests/fuzz/fuzz_${only}_libfuzzer; do
        [ -f "$target" ] || continue
        name=${target##*/fuzz_}
        name=${name%_libfuzzer}
        mkdir -p "build/fuzz/corpus/$name"
        say "$name: $runs runs"
        "$target" -runs="$runs" -max_len=4096 -print_final_stats=1 "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name"
    done
}
