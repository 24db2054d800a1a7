// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/localreferences.h"

#include "schema/references_p.h"

namespace espalier::schema {

static constexpr int kMostSteps = 64; // more is a circle

static bool isNull(const json::Value &schema)
{
    return schema["type"].text() == "null";
}

/// The one choice beside null, or nullptr.
static const json::Value *onlyChoice(const json::Value &choices)
{
    const json::Value *only = nullptr;
    for (const json::Value &choice : choices.items()) {
        if (isNull(choice))
            continue;
        if (only)
            return nullptr;
        only = &choice;
    }
    return only;
}

LocalReferences::LocalReferences(const json::Value &document)
    : m_references(std::make_unique<References>(document))
{
}

LocalReferences::~LocalReferences() = default;

const json::Value *LocalReferences::next(const json::Value &schema) const
{
    if (schema.find("properties") || schema.find("items") || schema.find("type"))
        return nullptr;
    if (const json::Value &reference = schema["$ref"]; reference.isString()) {
        const auto target = m_references->resolve(reference.text());
        return target ? target->schema : nullptr;
    }
    if (const json::Value &all = schema["allOf"]; all.items().size() == 1)
        return &all.items().front();
    const json::Value *choice = onlyChoice(schema["anyOf"]);
    return choice ? choice : onlyChoice(schema["oneOf"]);
}

const json::Value &LocalReferences::follow(const json::Value &schema) const
{
    const json::Value *at = &schema;
    for (int step = 0; step < kMostSteps; ++step) {
        const json::Value *further = next(*at);
        if (!further)
            return *at;
        at = further;
    }
    return schema;
}

} // namespace espalier::schema
