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
    /// The value may stand where the type is asked for, as far as a look at it tells.
    [[nodiscard]] bool mayBe(const CodeType &type, const json::Value &value) const;

    const CodeModel &m_model;
    std::vector<bool> m_written;
    std::set<std::string> m_needs;
    std::vector<std::string> m_notes;
};

} // namespace espalier::schema
