// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/pythontypes_p.h"

#include "schema/codetext_p.h"
#include "schema/typeset_p.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

// What is asked about a type, by way of the names in it, and what is put around one.

namespace espalier::schema {

using json::Value;
using Kind = CodeType::Kind;

namespace {

/// "Annotated[…]" from begin to end, into which more may be put.
bool isOneAnnotation(std::string_view text)
{
    if (!text.starts_with("Annotated["))
        return false;
    std::size_t depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inText && c == '\\')
            ++i;
        else if (c == '"')
            inText = !inText;
        else if (!inText && c == '[')
            ++depth;
        else if (!inText && c == ']' && --depth == 0)
            return i + 1 == text.size();
    }
    return false;
}

} // namespace

/// Values of other kinds fit as well.
std::string PythonTypes::orOther(const std::string &meant, unsigned kinds)
{
    need("Annotated");
    need("OrOther");
    std::string names;
    for (const auto &[name, kind] : types::kNames) {
        if ((kinds & kind) != 0 && kind != types::kInteger) // which goes with "number"
            names += (names.empty() ? "" : ", ") + codeString(name);
    }
    const std::string base =
        isOneAnnotation(meant) ? meant.substr(0, meant.size() - 1) : "Annotated[" + meant;
    return base + ", OrOther(" + names + ")]";
}

/// What the field of the discriminator is called; empty when not all classes call it the same.
std::string PythonTypes::tagName(const CodeType &type) const
{
    std::string out;
    for (const CodeType &part : type.parts) {
        const auto &fields = m_model.declarations[part.name].fields;
        const auto tag = std::find_if(fields.begin(), fields.end(), [&type](const CodeField &field) {
            return field.key == type.discriminator;
        });
        const std::string &name = m_fieldNames[part.name][static_cast<std::size_t>(tag - fields.begin())];
        if (!out.empty() && name != out)
            return {};
        out = name;
    }
    return out;
}

bool PythonTypes::ofDeclaration(std::size_t name, std::map<std::size_t, bool> &known,
                                bool (PythonTypes::*asked)(const CodeType &))
{
    const auto [entry, isNew] = known.emplace(name, false); // false while it is being found out
    if (isNew)
        entry->second = (this->*asked)(m_model.declarations[name].type);
    return entry->second;
}

bool PythonTypes::takesNull(const CodeType &type)
{
    if (type.meant != 0) // which never means null
        return true;
    if (type.kind == Kind::Named)
        return !m_model.declarations[type.name].isClass &&
               ofDeclaration(type.name, m_takesNull, &PythonTypes::takesNull);
    const bool literalNull = std::any_of(type.values.begin(), type.values.end(),
                                         [](const Value &value) { return value.isNull(); });
    return type.kind == Kind::Null || type.kind == Kind::Any || literalNull ||
           (type.kind == Kind::Union && std::any_of(type.parts.begin(), type.parts.end(),
                                                    [&](const CodeType &part) { return takesNull(part); }));
}

bool PythonTypes::holdsClasses(const CodeType &type)
{
    if (type.kind == Kind::Named) {
        const CodeDeclaration &declaration = m_model.declarations[type.name];
        return declaration.isClass || declaration.isRecursive ||
               ofDeclaration(type.name, m_holdsClasses, &PythonTypes::holdsClasses);
    }
    for (const auto *inner : {&type.parts, &type.rest}) {
        for (const CodeType &part : *inner) {
            if (holdsClasses(part))
                return true;
        }
    }
    return false;
}

} // namespace espalier::schema
