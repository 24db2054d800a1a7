// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/textnodes_p.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace espalier::schema {

/// How the members of a JSON text are written, to be found by name and value. Holds pointers into text, node
/// and value, which must outlive it unchanged.
class TextSpellings
{
public:
    explicit TextSpellings(std::string_view text)
        : m_text(text)
    {
    }

    /// `node` is where `value` stands.
    void collect(const TextNode &node, const json::Value &value);

    /// The bytes of a member's value, indented for their new place; empty when there are none that will do.
    [[nodiscard]] std::string find(const std::string &key, const json::Value &value, std::string_view indent,
                                   bool oneLine) const;

private:
    struct Place
    {
        const TextNode *node;
        const json::Value *value;
    };

    std::string_view m_text;
    std::unordered_map<std::string_view, std::vector<Place>> m_places;
};

} // namespace espalier::schema
