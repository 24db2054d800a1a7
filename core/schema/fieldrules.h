// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldedit.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace espalier::schema {

// The rules of a field that a person can set beside its kind, by their keywords (JSON Schema 2020-12
// validation, sections 6 and 9). Of a list those of lists are the list's own, the others those of its items.
// A field that comes from a definition has the definition's rules: setting one changes it for all.

/// What a rule takes.
enum class RuleForm : std::uint8_t {
    Count,   ///< a whole number, 0 or more
    Number,  ///< any number
    Pattern, ///< a regular expression, as text
    Format,  ///< the name of a format, as text
    Flag,    ///< true, or not there
    Value,   ///< one value that fits the field
    Values,  ///< an array of such values
};

struct RuleOffer
{
    std::string_view keyword;
    RuleForm form = RuleForm::Value;
    bool operator==(const RuleOffer &) const = default;
};

/// The rules that suit a field of this type, in the order in which to show them.
[[nodiscard]] std::vector<RuleOffer> rulesFor(FieldType type);

/// What the schema says for the keyword; nullopt: nothing, or no such field.
[[nodiscard]] std::optional<json::Value> fieldRule(const json::Value &schema, std::string_view field,
                                                   std::string_view keyword);

/// nullopt takes it out. Errors (Usage), each a sentence: a value of the wrong form; a pattern that is no
/// regular expression; bounds that leave nothing; a default, an example or a fixed value that does not fit
/// the field; a rule that does not suit its kind.
[[nodiscard]] FieldEditResult setFieldRule(const json::Value &schema, std::string_view field,
                                           std::string_view keyword, const std::optional<json::Value> &value);

} // namespace espalier::schema
