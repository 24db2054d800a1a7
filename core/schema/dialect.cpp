// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/dialect_p.h"

#include <algorithm>
#include <array>
#include <utility>

namespace espalier::schema {

namespace {

constexpr std::array<std::pair<std::string_view, Vocabulary>, 16> kVocabularies{{
    {"https://json-schema.org/draft/2020-12/vocab/core", Vocabulary::Core},
    {"https://json-schema.org/draft/2020-12/vocab/applicator", Vocabulary::Applicator},
    {"https://json-schema.org/draft/2020-12/vocab/unevaluated", Vocabulary::Unevaluated},
    {"https://json-schema.org/draft/2020-12/vocab/validation", Vocabulary::Validation},
    {"https://json-schema.org/draft/2020-12/vocab/meta-data", Vocabulary::MetaData},
    {"https://json-schema.org/draft/2020-12/vocab/format-annotation", Vocabulary::Format},
    {"https://json-schema.org/draft/2020-12/vocab/format-assertion", Vocabulary::Format},
    {"https://json-schema.org/draft/2020-12/vocab/format-assertion", Vocabulary::FormatAssertion},
    {"https://json-schema.org/draft/2020-12/vocab/content", Vocabulary::Content},
    {"https://json-schema.org/draft/2019-09/vocab/core", Vocabulary::Core},
    {"https://json-schema.org/draft/2019-09/vocab/applicator", Vocabulary::Applicator},
    {"https://json-schema.org/draft/2019-09/vocab/applicator", Vocabulary::Unevaluated},
    {"https://json-schema.org/draft/2019-09/vocab/validation", Vocabulary::Validation},
    {"https://json-schema.org/draft/2019-09/vocab/meta-data", Vocabulary::MetaData},
    {"https://json-schema.org/draft/2019-09/vocab/format", Vocabulary::Format},
    {"https://json-schema.org/draft/2019-09/vocab/content", Vocabulary::Content},
}};

} // namespace

Dialect dialectOf(const json::Value &metaschema, Draft fallback)
{
    Dialect out;
    out.draft = draftOfUri(metaschema["$schema"].text()).value_or(fallback);
    const json::Value *vocabularies = metaschema.find("$vocabulary");
    if (!vocabularies || !vocabularies->isObject())
        return out;
    out.vocabularies = 0;
    for (const json::Member &member : vocabularies->members()) {
        bool known = false;
        for (const auto &[uri, vocabulary] : kVocabularies) {
            if (uri == member.key) {
                out.vocabularies |= static_cast<std::uint32_t>(vocabulary);
                known = true;
            }
        }
        if (!known && member.value.isTrue())
            out.unknownVocabulary = member.key;
    }
    return out;
}

} // namespace espalier::schema
