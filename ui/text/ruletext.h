// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"
#include "json/value.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace espalier::ui {

// The rules of a field (schema/fieldrules.h) in people's words, and their values as one types them.

/// A rule as a sentence with a box in it: "at least [ ] characters". `name` says the whole to a screen
/// reader.
struct RuleWords
{
    QString before;
    QString after;
    QString name;
};
[[nodiscard]] RuleWords ruleWords(std::string_view keyword);

/// What the line of a rule is called: "Length" for minLength and maxLength. Rules that follow each other with
/// one caption stand in one line.
[[nodiscard]] QString ruleCaption(std::string_view keyword);

/// A default or an example: texts as they are, all else as JSON.
[[nodiscard]] QString ruleValueText(const json::Value &value, schema::FieldType type);
/// The other way round; nullopt for an empty text. What is no JSON where JSON is asked for is a text, which
/// then does not fit.
[[nodiscard]] std::optional<json::Value> ruleValueOf(const QString &text, schema::FieldType type);

/// Formats a text may have beside the kinds of their own (JSON Schema 2020-12 validation, section 7.3).
[[nodiscard]] const std::vector<std::string> &offeredFormats();
[[nodiscard]] QString formatWords(const std::string &format);

} // namespace espalier::ui
