// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/thinktag.h"

#include <array>
#include <string>

namespace espalier::json {

namespace {

constexpr std::array<std::string_view, 4> kThinkTags{"<think>", "<thinking>", "<reasoning>", "<thought>"};

std::string closingTag(std::string_view tag)
{
    return "</" + std::string(tag.substr(1));
}

} // namespace

TagMatch matchThinkTag(std::string_view text)
{
    TagMatch best = TagMatch::No;
    for (const std::string_view tag : kThinkTags) {
        const std::string closes = closingTag(tag);
        if (text == tag)
            return TagMatch::Opens;
        if (text == closes)
            return TagMatch::Closes;
        if (tag.substr(0, text.size()) == text || std::string_view(closes).substr(0, text.size()) == text)
            best = TagMatch::Maybe;
    }
    return best;
}

} // namespace espalier::json
