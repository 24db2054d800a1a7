// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_stability FILE: what our reader shows of that document after each of its characters, one JSON value a
// line ("-" when nothing is shown yet). stability.py judges it and the other tools' lines alike.

#include "json/answerreader.h"
#include "json/writer.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

using namespace espalier;

int main(int argc, char **argv)
{
    std::ifstream file(argc == 2 ? argv[1] : "", std::ios::binary);
    if (!file) {
        std::fputs("bench_stability FILE\n", stderr);
        return 2;
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    json::AnswerReader reader;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1; // past one whole character
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            ++end;
        reader.feed(std::string_view(text).substr(at, end - at));
        at = end;
        const bool shown = reader.tree().root() != json::kNoNode;
        std::puts(shown ? json::writeCompact(reader.tree().value()).c_str() : "-");
    }
    return 0;
}
