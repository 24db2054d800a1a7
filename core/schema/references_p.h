// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/childindex.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace espalier::schema {

/// The local references of one schema document: "#", "#/json/pointer", "#anchor", and the same behind the
/// document's own $id. Holds pointers into the document, which must outlive it unchanged. One thread at a
/// time. See JSON Schema 2020-12 core, sections 8.2 and 9.
class References
{
public:
    struct Target
    {
        const json::Value *schema = nullptr;
        std::string pointer; ///< JSON Pointer of the schema in the document
    };

    explicit References(const json::Value &document);

    /// The part after "#" with percent-encoding undone, or nullopt when `reference` leads to another
    /// document.
    [[nodiscard]] std::optional<std::string> localFragment(std::string_view reference) const;
    /// nullopt: another document, or nothing there.
    [[nodiscard]] std::optional<Target> resolve(std::string_view reference) const;

private:
    void collectAnchors(const json::Value &schema, const std::string &pointer);

    const json::Value &m_document;
    std::string m_id; ///< without a trailing "#"; empty when the document has none
    std::unordered_map<std::string, Target> m_anchors;
    mutable json::ChildIndex m_children; ///< remembers what was looked up
};

/// True when this subschema has an identifier of its own ($id that is more than a fragment), so that
/// references inside it are relative to it and not to the document.
[[nodiscard]] bool isEmbeddedResource(const json::Value &subschema);

} // namespace espalier::schema
