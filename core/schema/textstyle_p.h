// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/textnodes_p.h"
#include "json/value.h"

#include <functional>
#include <string>
#include <string_view>

namespace espalier::schema {

/// How somebody lays out JSON: read from a text, so that what is put into it looks like its surroundings. The
/// defaults are those of json::writePretty.
struct TextStyle
{
    bool multiline = true;        ///< the root has a line for each member
    bool listsInline = false;     ///< lists of scalars stand in one line, also where objects do not
    std::string newline = "\n";   ///< or "\r\n"
    std::string unit = "  ";      ///< one level of indentation
    std::string colon = ": ";     ///< with the blanks around it
    std::string afterComma = " "; ///< in one line
    std::string pad;              ///< inside the braces of an object in one line
};

[[nodiscard]] TextStyle textStyle(std::string_view text, const TextNode &root);

/// Whether blanks between values hold a line break.
[[nodiscard]] inline bool hasLine(std::string_view blanks)
{
    return blanks.find('\n') != std::string_view::npos;
}

/// The blanks at the beginning of the line that `offset` is in.
[[nodiscard]] std::string_view indentAt(std::string_view text, std::size_t offset);

/// What to write for a member of that name and value instead of writing it, or nothing. `indent` as below;
/// `oneLine`: it must be without line breaks.
using Spelling =
    std::function<std::string(const std::string &key, const json::Value &, std::string_view indent, bool)>;

/// Writes a value as `style` has it, duplicates included. `indent`: the blanks of the line it begins in.
void writeStyled(std::string &out, const json::Value &value, const TextStyle &style, std::string_view indent,
                 bool oneLine, const Spelling &spelling);

} // namespace espalier::schema
