// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace espalier::test {

/// A way to cut a text: the pieces, in order, views into the text.
using Pieces = std::vector<std::string_view>;

/// Cut into pieces of `size` bytes.
inline Pieces evenPieces(std::string_view text, std::size_t size)
{
    Pieces out;
    for (std::size_t at = 0; at < text.size(); at += size)
        out.push_back(text.substr(at, size));
    return out;
}

/// Calls check(pieces) for: one piece, byte by byte, and
/// - up to 4096 bytes: every cut into two pieces;
/// - beyond: 200 cuts into random pieces of 1 to 64 bytes, from a fixed seed.
/// What every stage that takes bytes has to survive unchanged.
template <typename Check>
void forEverySplit(std::string_view text, Check check, std::uint32_t seed = 20261122)
{
    check(Pieces{text});
    check(evenPieces(text, 1));
    if (text.size() <= 4096) {
        for (std::size_t cut = 1; cut < text.size(); ++cut)
            check(Pieces{text.substr(0, cut), text.substr(cut)});
        return;
    }
    std::mt19937 random(seed);
    for (int round = 0; round < 200; ++round) {
        Pieces pieces;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t size = std::min<std::size_t>(1 + random() % 64, text.size() - at);
            pieces.push_back(text.substr(at, size));
            at += size;
        }
        check(pieces);
    }
}

} // namespace espalier::test
