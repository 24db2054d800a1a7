// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codemodel_p.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace espalier::schema {

/// Writes types as zod expressions and remembers what they need.
class ZodTypes
{
public:
    explicit ZodTypes(const CodeModel &model)
        : m_model(model)
        , m_written(model.declarations.size(), false)
    {
    }

    /// With everything the type says. `isOptional`: as a field that may be left out.
    [[nodiscard]] std::string expression(const CodeType &type, bool isOptional = false);
    /// ".meta({…})"; empty when nothing is said. `withDefault`: told, not used.
    [[nodiscard]] std::string meta(const json::Value &annotations, bool withDefault);

    /// Objects and lists of them, perhaps null, and nothing else.
    [[nodiscard]] static bool isPlainCircle(const CodeType &type);

    /// The type with a rule beside it, which sees the value as it came. `isKept`: as the type gives it back,
    /// too.
    [[nodiscard]] std::string judged(const std::string &type, const std::string &rule,
                                     const std::string &message, bool isKept);
    /// Something is asked of its members as a whole.
    [[nodiscard]] static bool hasRules(const CodeDeclaration &declaration);
    /// Members that it does not name are of a type.
    [[nodiscard]] static bool hasTypedOthers(const CodeDeclaration &declaration);
    /// What zod makes of its values is, to its rules, what came: no member is left out or filled in.
    [[nodiscard]] static bool keepsForRules(const CodeDeclaration &declaration);

    /// From now on the declaration can be named without waiting.
    void setWritten(std::size_t name) { m_written[name] = true; }
    /// A declaration in the type comes later.
    [[nodiscard]] bool looksAhead(const CodeType &type) const;

    void need(const std::string &helper) { m_needs.insert(helper); }
    [[nodiscard]] const std::set<std::string> &needs() const { return m_needs; }
    /// What was left out since the last call.
    [[nodiscard]] std::vector<std::string> takeNotes() { return std::exchange(m_notes, {}); }

private:
    [[nodiscard]] std::string bare(const CodeType &type);
    [[nodiscard]] std::string ofKind(const CodeType &type);
    [[nodiscard]] std::string text(const CodeType &type);
    [[nodiscard]] std::string literal(const CodeType &type);
    [[nodiscard]] std::string list(const CodeType &type);
    [[nodiscard]] std::string tuple(const CodeType &type);
    [[nodiscard]] std::string map(const CodeType &type);
    [[nodiscard]] std::string united(const CodeType &type);
    /// zod gives its values back as they came.
    [[nodiscard]] static bool keeps(const CodeType &type);
    /// The value may stand where the type is asked for, as far as a look at it tells.
    [[nodiscard]] bool mayBe(const CodeType &type, const json::Value &value) const;

    const CodeModel &m_model;
    std::vector<bool> m_written;
    std::set<std::string> m_needs;
    std::vector<std::string> m_notes;
};

} // namespace espalier::schema
