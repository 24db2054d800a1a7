// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/answershape.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/writer.h"

#include <QTest>

#include <string>
#include <string_view>

namespace espalier::test {

inline json::Value readValue(std::string_view text)
{
    const auto value = json::readStrict(text);
    if (!value.ok())
        qFatal("test data: %s", value.error().message.c_str());
    return *value;
}

inline schema::AnswerShape shapeOf(std::string_view schema, bool iterable = false)
{
    auto shape = schema::AnswerShape::of(readValue(schema), iterable);
    if (!shape.ok())
        qFatal("no shape: %s", shape.error().message.c_str());
    return *std::move(shape);
}

/// The first "$ref" member (wherever it stands) with a local JSON Pointer that leads nowhere in `root`; empty
/// when all lead.
inline std::string deadReference(const json::Value &root, const json::Value &at)
{
    const json::Value &reference = at["$ref"];
    if (reference.isString() && reference.text().substr(0, 1) == "#" &&
        reference.text().find('%') == std::string::npos && !json::resolve(root, reference.text().substr(1)))
        return reference.text();
    for (const json::Member &member : at.members()) {
        if (std::string dead = deadReference(root, member.value); !dead.empty())
            return dead;
    }
    for (const json::Value &item : at.items()) {
        if (std::string dead = deadReference(root, item); !dead.empty())
            return dead;
    }
    return {};
}

} // namespace espalier::test
