// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codeplain_p.h"
#include "json/value.h"

#include <optional>
#include <set>
#include <string>

namespace espalier::schema {

/// The schema as a whole in a TypeScript module, where ajv judges by it what zod's types leave out.
class ZodWhole
{
public:
    /// Nothing when the schema cannot be judged as a whole.
    [[nodiscard]] static std::optional<ZodWhole> of(const PlainSchema &schema);

    /// The import of the class of ajv that reads this draft.
    [[nodiscard]] std::string import() const;
    /// The helpers of the module that `definition` calls.
    [[nodiscard]] std::set<std::string> needs() const;
    /// `whole`, a type of zod for anything that the schema accepts; a further type may be piped behind it.
    [[nodiscard]] std::string definition() const;

private:
    ZodWhole(json::Value schema, Draft draft);

    json::Value m_schema;
    Draft m_draft;
};

} // namespace espalier::schema
