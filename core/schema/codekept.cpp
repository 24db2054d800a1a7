// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeplan_p.h"

#include <vector>

namespace espalier::schema {

namespace {

using Names = std::vector<std::size_t>;

/// What stands in lists whose items have to differ.
void namesInDistinct(const CodeType &type, Names &out)
{
    if (type.kind == CodeType::Kind::List && type.facets["uniqueItems"].isTrue())
        namesIn(type, out);
    for (const auto *inner : {&type.parts, &type.rest, &type.keys}) {
        for (const CodeType &part : *inner)
            namesInDistinct(part, out);
    }
}

Names lookedAt(const CodeDeclaration &declaration)
{
    Names out;
    namesInDistinct(declaration.type, out);
    for (const CodeField &field : declaration.fields) {
        namesInDistinct(field.type, out);
        if (!declaration.patterns.empty()) // its key may fit one of them
            namesIn(field.type, out);
    }
    for (const CodePattern &pattern : declaration.patterns)
        namesInDistinct(pattern.type, out);
    return out;
}

} // namespace

std::vector<bool> lookedAtWhole(const CodeModel &model)
{
    Names open;
    namesInDistinct(model.root, open);
    for (const CodeDeclaration &declaration : model.declarations) {
        const Names names = lookedAt(declaration);
        open.insert(open.end(), names.begin(), names.end());
    }
    std::vector<bool> out(model.declarations.size(), false);
    while (!open.empty()) {
        const std::size_t name = open.back();
        open.pop_back();
        if (out[name])
            continue;
        out[name] = true;
        const Names inside = namesIn(model.declarations[name]);
        open.insert(open.end(), inside.begin(), inside.end());
    }
    return out;
}

} // namespace espalier::schema
