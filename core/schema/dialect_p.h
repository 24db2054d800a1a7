// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/compileoptions.h"
#include "schema/draft.h"
#include "json/value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::schema {

/// The vocabularies of 2019-09 and 2020-12 as bits (2020-12 core, section 8.1.2).
enum class Vocabulary : std::uint8_t {
    Core = 1,
    Applicator = 2,
    Unevaluated = 4,
    Validation = 8,
    MetaData = 16,
    Format = 32,
    FormatAssertion = 64,
    Content = 128,
};
inline constexpr std::uint32_t kAllVocabularies = 191; // without FormatAssertion

/// What $schema says about a schema.
struct Dialect
{
    Draft draft = Draft::Draft2020;
    std::uint32_t vocabularies = kAllVocabularies;
    std::string unknownVocabulary; ///< URI of a required one that is unknown: then the schema is unusable
};

/// The dialect of a metaschema that is none of the built-in drafts: its $vocabulary, and the draft its own
/// $schema names (`fallback` when that is none).
[[nodiscard]] Dialect dialectOf(const json::Value &metaschema, Draft fallback);

} // namespace espalier::schema
