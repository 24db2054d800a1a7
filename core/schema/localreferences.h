// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <memory>

namespace espalier::schema {

class References;

/// Where the fields of a schema really are described. Holds pointers into the document, which must outlive it
/// unchanged.
class LocalReferences
{
public:
    explicit LocalReferences(const json::Value &document);
    ~LocalReferences();
    LocalReferences(const LocalReferences &) = delete;
    LocalReferences &operator=(const LocalReferences &) = delete;

    /// The schema behind `schema`: past local references, an allOf of one, and an anyOf or oneOf that leaves
    /// one choice beside null ("Optional" of pydantic). A schema that has properties, items or a type of its
    /// own is that schema itself, and so is one whose reference leads nowhere, elsewhere or in a circle.
    [[nodiscard]] const json::Value &follow(const json::Value &schema) const;

private:
    [[nodiscard]] const json::Value *next(const json::Value &schema) const;

    std::unique_ptr<References> m_references;
};

} // namespace espalier::schema
