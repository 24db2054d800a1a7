// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/draft.h"

#include "base/ascii.h"
#include "schema/metaschemas_p.h"
#include "json/read.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <mutex>

namespace espalier::schema {

namespace {

struct DraftNames
{
    Draft draft;
    std::string_view uri;
    std::string_view name;  ///< for people
    std::string_view given; ///< by people
};

constexpr std::array<DraftNames, 5> kDrafts{{
    {Draft::Draft4, "http://json-schema.org/draft-04/schema", "draft 4", "4"},
    {Draft::Draft6, "http://json-schema.org/draft-06/schema", "draft 6", "6"},
    {Draft::Draft7, "http://json-schema.org/draft-07/schema", "draft 7", "7"},
    {Draft::Draft2019, "https://json-schema.org/draft/2019-09/schema", "2019-09", "2019-09"},
    {Draft::Draft2020, "https://json-schema.org/draft/2020-12/schema", "2020-12", "2020-12"},
}};

/// One text, read when it is first asked for.
class BuiltIn
{
public:
    BuiltIn(std::string_view uri, const std::string_view &text)
        : m_uri(uri)
        , m_text(text)
    {
    }

    std::string_view uri() const { return m_uri; }

    const json::Value &document()
    {
        std::call_once(m_once, [this] {
            auto read = json::readStrict(m_text);
            assert(read.ok());
            m_document = std::move(read).value();
        });
        return m_document;
    }

private:
    std::string_view m_uri;
    const std::string_view &m_text; // of another translation unit, which may not be there yet
    std::once_flag m_once;
    json::Value m_document;
};

using namespace metaschemas;

std::array<BuiltIn, 19> &builtIns()
{
    static std::array<BuiltIn, 19> all{{
        {kDrafts[0].uri, draft04_schema},
        {kDrafts[1].uri, draft06_schema},
        {kDrafts[2].uri, draft07_schema},
        {kDrafts[3].uri, draft2019_09_schema},
        {"https://json-schema.org/draft/2019-09/meta/core", draft2019_09_core},
        {"https://json-schema.org/draft/2019-09/meta/applicator", draft2019_09_applicator},
        {"https://json-schema.org/draft/2019-09/meta/validation", draft2019_09_validation},
        {"https://json-schema.org/draft/2019-09/meta/meta-data", draft2019_09_metadata},
        {"https://json-schema.org/draft/2019-09/meta/format", draft2019_09_format},
        {"https://json-schema.org/draft/2019-09/meta/content", draft2019_09_content},
        {kDrafts[4].uri, draft2020_12_schema},
        {"https://json-schema.org/draft/2020-12/meta/core", draft2020_12_core},
        {"https://json-schema.org/draft/2020-12/meta/applicator", draft2020_12_applicator},
        {"https://json-schema.org/draft/2020-12/meta/unevaluated", draft2020_12_unevaluated},
        {"https://json-schema.org/draft/2020-12/meta/validation", draft2020_12_validation},
        {"https://json-schema.org/draft/2020-12/meta/meta-data", draft2020_12_metadata},
        {"https://json-schema.org/draft/2020-12/meta/format-annotation", draft2020_12_format_annotation},
        {"https://json-schema.org/draft/2020-12/meta/format-assertion", draft2020_12_format_assertion},
        {"https://json-schema.org/draft/2020-12/meta/content", draft2020_12_content},
    }};
    return all;
}

} // namespace

std::optional<Draft> draftOfUri(std::string_view metaschema)
{
    if (!metaschema.empty() && metaschema.back() == '#')
        metaschema.remove_suffix(1);
    for (const DraftNames &names : kDrafts) {
        if (names.uri == metaschema)
            return names.draft;
    }
    return std::nullopt;
}

std::optional<Draft> draftOfName(std::string_view name)
{
    const std::string lower = asciiLower(trimmed(name));
    std::string_view rest = lower;
    for (const std::string_view prefix : {"draft", "-", " ", "0"}) {
        if (rest.starts_with(prefix))
            rest.remove_prefix(prefix.size());
    }
    for (const DraftNames &names : kDrafts) {
        if (names.given == rest)
            return names.draft;
    }
    return std::nullopt;
}

std::string_view draftName(Draft draft)
{
    return kDrafts[static_cast<std::size_t>(draft)].name;
}

const json::Value &metaschema(Draft draft)
{
    const json::Value *document = builtInDocument(kDrafts[static_cast<std::size_t>(draft)].uri);
    assert(document);
    return *document;
}

const json::Value *builtInDocument(std::string_view uri)
{
    auto &all = builtIns();
    const auto found =
        std::find_if(all.begin(), all.end(), [uri](const BuiltIn &builtIn) { return builtIn.uri() == uri; });
    return found == all.end() ? nullptr : &found->document();
}

} // namespace espalier::schema
