// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/schemacheck.h"

#include "schema/codeplain_p.h"
#include "schema/compiler_p.h"

#include <utility>

namespace espalier::schema {

SchemaCheck checkSchema(std::shared_ptr<const json::Value> schema, const CompileOptions &options)
{
    constexpr std::size_t kMostFaults = 100;
    NodeStore store;
    Compiler compiler(store, options);
    SchemaCheck out;
    if (!compiler.compile(std::move(schema))) {
        out.error = compiler.error();
        return out;
    }
    out.notChecked = store.notChecked;
    out.unused = compiler.faultsElsewhere(kMostFaults);
    return out;
}

static std::optional<SchemaError> circleIn(const json::Value &schema)
{
    NodeStore store;
    const CompileOptions options;
    return Compiler(store, options)
        .circle(std::shared_ptr<const json::Value>(std::shared_ptr<void>(), &schema)); // only borrowed
}

std::optional<SchemaError> endlessReference(const json::Value &schema)
{
    std::optional<SchemaError> out = circleIn(schema);
    if (!out) {
        // The way decides where a dynamic reference leads; the plain schema has every way of its own.
        out = circleIn(plainSchema(schema).schema);
        if (out)
            *out = {out->message, {}, "$dynamicRef", 0, 0};
    }
    if (out)
        out->message += "; no code can say that: let the reference stand in a property or in items";
    return out;
}

} // namespace espalier::schema
