// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/ecmapattern_p.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::schema {

namespace {

using Names = std::pair<std::string_view, std::string_view>;

/// Values of General_Category: the long names of ECMA-262, table 70, and the short ones that PCRE2 knows.
constexpr std::array<Names, 41> kCategories{{
    {"Cased_Letter", "L&"},
    {"LC", "L&"},
    {"Close_Punctuation", "Pe"},
    {"Connector_Punctuation", "Pc"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
    {"Currency_Symbol", "Sc"},
    {"Dash_Punctuation", "Pd"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Enclosing_Mark", "Me"},
    {"Final_Punctuation", "Pf"},
    {"Format", "Cf"},
    {"Initial_Punctuation", "Pi"},
    {"Letter", "L"},
    {"Letter_Number", "Nl"},
    {"Line_Separator", "Zl"},
    {"Lowercase_Letter", "Ll"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Math_Symbol", "Sm"},
    {"Modifier_Letter", "Lm"},
    {"Modifier_Symbol", "Sk"},
    {"Nonspacing_Mark", "Mn"},
    {"Number", "N"},
    {"Open_Punctuation", "Ps"},
    {"Other", "C"},
    {"Other_Letter", "Lo"},
    {"Other_Number", "No"},
    {"Other_Punctuation", "Po"},
    {"Other_Symbol", "So"},
    {"Paragraph_Separator", "Zp"},
    {"Private_Use", "Co"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Spacing_Mark", "Mc"},
    {"Surrogate", "Cs"},
    {"Symbol", "S"},
    {"Titlecase_Letter", "Lt"},
}};

constexpr std::array<Names, 2> kMoreCategories{{{"Unassigned", "Cn"}, {"Uppercase_Letter", "Lu"}}};

std::string_view category(std::string_view name)
{
    const auto find = [name](const auto &table) -> std::string_view {
        const auto found = std::find_if(table.begin(), table.end(),
                                        [name](const Names &names) { return names.first == name; });
        return found == table.end() ? std::string_view() : found->second;
    };
    const std::string_view found = find(kCategories);
    return found.empty() ? find(kMoreCategories) : found;
}

bool isShortCategory(std::string_view name)
{
    static constexpr std::string_view kMajor = "CLMNPSZ";
    return !name.empty() && name.size() <= 2 && kMajor.find(name.front()) != std::string_view::npos &&
           (name.size() == 1 || (name[1] >= 'a' && name[1] <= 'z'));
}

bool isName(std::string_view name)
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return isAsciiAlpha(c) || isAsciiDigit(c) || c == '_';
    });
}

} // namespace

std::string pcreProperty(std::string_view property)
{
    const std::size_t equals = property.find('=');
    const std::string_view name = property.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : property.substr(equals + 1);
    if (!isName(name) || (equals != std::string_view::npos && !isName(value)))
        return {};
    if (name == "Script" || name == "sc")
        return std::string("sc:").append(value);
    if (name == "Script_Extensions" || name == "scx")
        return std::string("scx:").append(value);
    const bool isCategory = name == "General_Category" || name == "gc";
    if (!isCategory && equals != std::string_view::npos)
        return {};
    const std::string_view wanted = isCategory ? value : name;
    if (const std::string_view known = category(wanted); !known.empty())
        return std::string(known);
    if (isShortCategory(wanted))
        return std::string(wanted);
    // What is left are binary properties ("Alphabetic", "Emoji"): PCRE2 knows the same names, scripts alone
    // beside them, which it refuses or takes.
    return isCategory ? std::string() : std::string(wanted);
}

} // namespace espalier::schema
