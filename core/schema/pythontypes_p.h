// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codemodel_p.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace espalier::schema {

/// Arguments of Field(…), in order.
using PythonArguments = std::vector<std::pair<std::string, std::string>>;

/// Writes types as Python annotations and remembers what they need.
class PythonTypes
{
public:
    /// `fieldNames`: pythonFieldNames() of the same model. Both must outlive this.
    PythonTypes(const CodeModel &model, const std::vector<std::vector<std::string>> &fieldNames)
        : m_model(model)
        , m_fieldNames(fieldNames)
    {
    }

    /// With everything the type says. `plainText`: dates and the like stay texts.
    [[nodiscard]] std::string annotated(const CodeType &type, bool plainText = false);
    /// The same without title, description and the like, which are said elsewhere.
    [[nodiscard]] std::string bare(const CodeType &type, bool plainText = false);
    /// Title, description, examples and the rest, for a Field. `withDefault`: told, not used.
    [[nodiscard]] PythonArguments said(const json::Value &annotations, bool withDefault);
    /// "Field(a=1, b=2)".
    [[nodiscard]] std::string field(const PythonArguments &arguments);

    /// Null fits.
    [[nodiscard]] bool takesNull(const CodeType &type);
    /// An instance of a class may be in it.
    [[nodiscard]] bool holdsClasses(const CodeType &type);

    void need(const std::string &name) { m_needs.insert(name); }
    /// Names to import or to define.
    [[nodiscard]] const std::set<std::string> &needs() const { return m_needs; }
    /// What was left out since the last call.
    [[nodiscard]] std::vector<std::string> takeNotes() { return std::exchange(m_notes, {}); }

private:
    [[nodiscard]] std::string ofKind(const CodeType &type, bool plainText);
    [[nodiscard]] std::string orOther(const std::string &meant, unsigned kinds);
    [[nodiscard]] std::string text(const CodeType &type, bool plainText);
    [[nodiscard]] std::string number(const CodeType &type);
    [[nodiscard]] std::string literal(const CodeType &type);
    [[nodiscard]] std::string list(const CodeType &type, bool plainText);
    [[nodiscard]] std::string map(const CodeType &type, bool plainText);
    [[nodiscard]] std::string united(const CodeType &type, bool plainText);
    [[nodiscard]] std::string with(const std::string &base, const PythonArguments &arguments,
                                   const std::string &rule = {}, const std::string &before = {});
    [[nodiscard]] std::string tagName(const CodeType &type) const;
    /// What `asked` says of the type that a name stands for, found out once.
    bool ofDeclaration(std::size_t name, std::map<std::size_t, bool> &known,
                       bool (PythonTypes::*asked)(const CodeType &));
    void sizes(const CodeType &type, const char *least, const char *most, PythonArguments &out);

    const CodeModel &m_model;
    const std::vector<std::vector<std::string>> &m_fieldNames;
    std::map<std::size_t, bool> m_takesNull;
    std::map<std::size_t, bool> m_holdsClasses;
    std::set<std::string> m_needs;
    std::vector<std::string> m_notes;
};

} // namespace espalier::schema
