// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codemodel_p.h"
#include "schema/codeplain_p.h"
#include "schema/draft.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace espalier::schema {

/// A schema as a whole, for generated code whose classes cannot say all of it: the code carries it and has a
/// validator judge by it.
struct WholeSchema
{
    /// Accepts what the schema accepts. What our validator reads beyond the letter of its draft (a list under
    /// `items` in 2020-12, `exclusiveMinimum: true` in every draft) is written as the draft has it.
    json::Value schema;
    Draft draft = Draft::Draft2020;
    std::vector<std::string> apart; ///< as in PlainSchema
    bool isDynamic = false;         ///< the same
};

/// Nothing when no validator could judge by it: it does not compile, refers to another document, mixes
/// drafts, has numbers that others cannot read (1e400), is larger than a module should be (1 MiB), or deeper
/// than parsers of other languages read (100 levels).
[[nodiscard]] std::optional<WholeSchema> wholeSchema(const PlainSchema &schema);

/// Takes from the model what it tells without checking it, when the schema comes along and does both.
void leaveToWhole(CodeModel &model);

/// The same for ajv 8, which reads drafts 4 to 7 as draft 7: words that the draft passes over are gone, and
/// so are those to which ajv gives a meaning of its own. Nothing when a reference leads to a metaschema,
/// which ajv does not have at hand, or depends on the way, and when items may stay unevaluated, which ajv
/// judges otherwise than 2020-12 has it.
[[nodiscard]] std::optional<json::Value> forAjv(const WholeSchema &whole);

/// Some part of it asks for multiples of what is no whole number.
[[nodiscard]] bool asksForFractions(const json::Value &schema);

/// A pattern that Python's `re` reads otherwise than ECMA-262.
struct PythonPatternPlace
{
    using Step = std::variant<std::string, std::size_t>;
    std::vector<Step> path; ///< from the root to the object that has the pattern as value or as name
    std::string from;       ///< "pattern", or the name under patternProperties
    std::string to;         ///< "pattern", or the name that it is to have
    std::string text;       ///< what "pattern" is to be; empty for names
};

/// Every pattern that Python's `re` needs in other words, those inside before those around them, so that they
/// can be changed in this order; nothing when it cannot say one of them at all.
[[nodiscard]] std::optional<std::vector<PythonPatternPlace>>
patternsForPython(const json::Value &schema, const std::vector<std::string> &apart = {});

} // namespace espalier::schema
