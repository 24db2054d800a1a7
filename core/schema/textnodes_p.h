// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// Where a value stands in a JSON text, and what stands in it. Offsets are bytes of the text.
struct TextNode
{
    std::size_t lead = 0;     ///< of a child: behind the bracket or comma in front of it
    std::size_t keyBegin = 0; ///< of a member: its name with the quotes; else 0
    std::size_t keyEnd = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t trail = 0; ///< of a child: the comma or bracket behind it
    std::vector<TextNode> children;

    [[nodiscard]] bool isMember() const { return keyEnd > 0; }
    /// Where its own bytes begin, the name included.
    [[nodiscard]] std::size_t first() const { return isMember() ? keyBegin : begin; }
};

/// Of a text that json::readStrict takes; as deep as that goes. Children are in the order of the value's,
/// duplicates included.
[[nodiscard]] TextNode textNodes(std::string_view text);

/// The value of the `index`th child.
[[nodiscard]] inline const json::Value &childOf(const json::Value &value, std::size_t index)
{
    return value.isObject() ? value.members()[index].value : value.items()[index];
}

} // namespace espalier::schema
