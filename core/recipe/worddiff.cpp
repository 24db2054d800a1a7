// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/worddiff.h"

#include "base/ascii.h"
#include "recipe/commonsequence_p.h"
#include "json/utf8.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace espalier::recipe {

namespace {

enum class Sort : std::uint8_t { Word, Blank, Sign };

using Range = std::pair<char32_t, char32_t>;

/// Beyond ASCII: punctuation, symbols, and scripts that put no blanks between words, where a sign at a time
/// is told.
constexpr std::array<Range, 9> kSigns{{{0x80, 0xA9},
                                       {0xAB, 0xB4},
                                       {0xB6, 0xBF},
                                       {0x2000, 0x2BFF},
                                       {0x2E00, 0xA4CF},
                                       {0xF900, 0xFAFF},
                                       {0xFE10, 0xFE6F},
                                       {0xFF00, 0xFFEF},
                                       {0x1F000, 0x3FFFF}}};

Sort sortOf(const json::Utf8Sequence &sequence, char first)
{
    if (sequence.length == 1 && sequence.valid) {
        if (isAsciiSpace(first))
            return Sort::Blank;
        return isAsciiAlpha(first) || isAsciiDigit(first) || first == '_' ? Sort::Word : Sort::Sign;
    }
    const bool sign = !sequence.valid || std::any_of(kSigns.begin(), kSigns.end(), [&](const Range &range) {
        return sequence.codePoint >= range.first && sequence.codePoint <= range.second;
    });
    return sign ? Sort::Sign : Sort::Word;
}

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> out;
    Sort open = Sort::Sign;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const json::Utf8Sequence sequence = json::decodeUtf8(text.substr(at));
        const Sort sort = sortOf(sequence, text[at]);
        if (at > begin && (sort == Sort::Sign || sort != open)) {
            out.push_back(text.substr(begin, at - begin));
            begin = at;
        }
        open = sort;
        at += sequence.length;
    }
    if (begin < text.size())
        out.push_back(text.substr(begin));
    return out;
}

void add(std::vector<DiffPart> &out, DiffKind kind, std::string_view text)
{
    if (text.empty())
        return;
    if (!out.empty() && out.back().kind == kind)
        out.back().text += text;
    else
        out.push_back({kind, std::string(text)});
}

} // namespace

std::vector<DiffPart> wordDiff(std::string_view before, std::string_view after)
{
    const std::vector<std::string_view> old = words(before);
    const std::vector<std::string_view> now = words(after);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto numbered = [&](const std::vector<std::string_view> &all) {
        std::vector<std::uint32_t> out;
        for (const std::string_view word : all)
            out.push_back(
                numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
        return out;
    };
    Matches matches = commonSequence(numbered(old), numbered(now));
    matches.emplace_back(old.size(), now.size());

    std::vector<DiffPart> out;
    std::size_t i = 0;
    std::size_t j = 0;
    for (const auto &[sameOld, sameNow] : matches) {
        for (; i < sameOld; ++i)
            add(out, DiffKind::Removed, old[i]);
        for (; j < sameNow; ++j)
            add(out, DiffKind::Added, now[j]);
        if (i < old.size() && j < now.size())
            add(out, DiffKind::Same, now[j]);
        ++i;
        ++j;
    }
    return out;
}

} // namespace espalier::recipe
