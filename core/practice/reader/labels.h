// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/layout.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// A label and what stands beside it.
struct Label
{
    enum class Sort : std::uint8_t {
        Colon,   ///< "Name: Jason", "KEY=value"
        Gap,     ///< "Name – Jason", "Name    Jason", "| Name | Jason |"
        Prefix,  ///< "Invoice No. 4711", "Total 45,00 EUR": words, then something that begins with a digit or
                 ///< sign
        Heading, ///< nothing beside it; the value are the lines below
    };

    Sort sort = Sort::Colon;
    Range name;
    Range value; ///< of Heading: the lines below as far as the next blank line or label
    Concepts concepts;
    bool container = false; ///< what stands beside it is a JSON object or array
};

/// All labels, in order of their names. Linear.
[[nodiscard]] std::vector<Label> labelsOf(std::string_view text, const std::vector<Line> &lines);

/// JSON within a text.
struct JsonLabels
{
    std::vector<Label> labels; ///< of members, in order of their ends; null and escaped texts have none
    std::vector<Range> places; ///< of the outermost objects and arrays with members, in order
};
[[nodiscard]] JsonLabels jsonLabelsOf(std::string_view text);

} // namespace espalier::practice
