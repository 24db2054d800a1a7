// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"

#include <string>

namespace espalier::test {

inline std::string kindWord(schema::FieldType type)
{
    static constexpr const char *kWords[] = {"text",  "whole", "number", "yesno", "date",     "time",
                                             "email", "web",   "oneof",  "group", "anything", "other"};
    return (type.isList ? "list of " : "") + std::string(kWords[static_cast<int>(type.kind)]);
}

/// "name! list of group{street text?}": ! must, ? may be null, [a,b] allowed, … cut.
inline std::string fieldLine(const schema::Field &field)
{
    std::string out =
        field.name + (field.must ? "! " : " ") + kindWord(field.type) + (field.mayBeNull ? "?" : "");
    if (!field.allowed.empty()) {
        out += "[";
        for (const std::string &value : field.allowed)
            out += (out.back() == '[' ? "" : ",") + value;
        out += "]";
    }
    if (field.isCut)
        out += "…";
    if (!field.children.empty()) {
        out += "{";
        for (const schema::Field &child : field.children)
            out += (out.back() == '{' ? "" : ", ") + fieldLine(child);
        out += "}";
    }
    return out;
}

inline std::string treeLine(const schema::FieldTree &tree)
{
    std::string out = tree.form == schema::RootForm::Object ? "one"
                      : tree.form == schema::RootForm::List ? "many"
                                                            : "answer";
    for (const schema::Field &field : tree.fields)
        out += " | " + fieldLine(field);
    return out;
}

} // namespace espalier::test
