// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/pythonfields_p.h"

#include "schema/codenames_p.h"

#include <unordered_set>
#include <utility>

namespace espalier::schema {

namespace {

/// Members beside the fields are kept or refused. pydantic drops one from JSON that is called as the Python
/// name of a field with an alias, so these are names that an answer will hardly have: "first_name_".
bool looksAtOthers(const CodeDeclaration &declaration)
{
    return declaration.openSaid || !declaration.type.isOpen() || !declaration.patterns.empty() ||
           !declaration.keys.empty() || !declaration.facets.members().empty();
}

} // namespace

std::vector<std::vector<std::string>> pythonFieldNames(const CodeModel &model)
{
    std::unordered_set<std::string> classes;
    for (const CodeDeclaration &declaration : model.declarations)
        classes.insert(declaration.name);
    std::vector<std::vector<std::string>> out;
    for (const CodeDeclaration &declaration : model.declarations) {
        NameBook names;
        std::vector<std::string> own;
        for (const CodeField &field : declaration.fields) {
            std::string plain = pythonFieldName(field.key);
            const bool apart = plain != field.key && !plain.ends_with('_') && looksAtOthers(declaration);
            if (apart || classes.contains(plain))
                plain += "_";
            own.push_back(names.take(plain));
        }
        out.push_back(std::move(own));
    }
    return out;
}

} // namespace espalier::schema
