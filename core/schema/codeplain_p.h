// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/draft.h"
#include "json/value.h"

#include <functional>
#include <string>
#include <vector>

namespace espalier::schema {

/// A schema whose references all are JSON Pointers from its root, so that they lead to the same place for
/// whoever follows them. Schemas with identifiers, anchors and $dynamicRef are written so; of others the
/// text stays as it is.
struct PlainSchema
{
    json::Value schema;
    Draft draft = Draft::Draft2020;
    /// Where schemas stand that references lead to though no keyword holds any there
    /// ("/components/schemas/A").
    std::vector<std::string> apart;
    /// A $dynamicRef or $recursiveRef depends on the way that leads to it; then nothing is rewritten.
    bool isDynamic = false;
};

[[nodiscard]] PlainSchema plainSchema(const json::Value &schema);

/// Visits every schema of it that some keyword holds or a reference leads to: `change` is called for the
/// root and for each of those apart, and goes on to the schemas inside itself.
void changeAll(json::Value &schema, const std::vector<std::string> &apart,
               const std::function<void(json::Value &)> &change);

/// Without the keywords that assert in other drafts and are passed over in its own.
[[nodiscard]] json::Value withoutPassedOver(PlainSchema plain);

/// The same for one schema, not for those inside it.
void removePassedOver(json::Value &schema, Draft draft);

} // namespace espalier::schema
