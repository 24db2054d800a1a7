// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_documents BYTES: the answer of that size on standard output, so that tools in other languages read
// the same bytes.

#include "bench/documents.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("bench_documents BYTES\n", stderr);
        return 2;
    }
    const std::string text = espalier::bench::answerOfSize(std::strtoull(argv[1], nullptr, 10));
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
