// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// A part of a text that somebody marked and named.
struct TextMark
{
    std::string name;      ///< of the field; points lead into groups: "buyer.name"
    std::size_t begin = 0; ///< bytes of the text (UTF-8): [begin, end)
    std::size_t end = 0;
};

/// The answer that marks stand for.
struct MarkedAnswer
{
    json::Value answer;            ///< an object, empty when there is no mark
    std::vector<std::string> said; ///< which marks could not be used, a sentence each
};

/// The answer that somebody wants who marks these parts of a text: a sample for schemaOfSample(), and a
/// worked example for the text.
///
/// A name marked once is a value, marked several times a list; a group of which a member comes again is a
/// list of records, each from where a member repeats. Order: of the places in the text. Values are read as
/// what they say: yes and no, numbers with their currency and separators, dates in words (as ISO 8601), else
/// text without blanks around it; where the parts of one name are of different kinds, all are text. Numbers
/// that begin with 0, as postcodes do, are text. Left out and said: marks without a name or without text,
/// names that are a group elsewhere.
[[nodiscard]] MarkedAnswer answerOfMarks(std::string_view text, std::vector<TextMark> marks);

} // namespace espalier::schema
