// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/references_p.h"
#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::schema {

// Moving schemas so that every local reference keeps leading to the same schema. Definitions ($defs,
// definitions) and what names the document ($schema, $id) stay at the root of the result, so "#/$defs/X"
// needs no change.

/// `outer` with the root schema of `document` put at `place` ("/properties/items"), whose last token is added
/// to an object that is there already. References to the root or into it are prefixed by `place`.
[[nodiscard]] json::Value nested(const json::Value &document, json::Value outer, std::string_view place);

/// One schema of `document` as a document of its own: with the definitions it needs and no others. A
/// reference to the old root leads to a definition that holds it.
[[nodiscard]] json::Value standalone(const json::Value &document, const References::Target &schema);

/// `document` with its root reference replaced by what it leads to, at `schema`; annotations beside the
/// reference win.
[[nodiscard]] json::Value inlined(const json::Value &document, const References::Target &schema);

/// Every local reference that leads to `from` or below leads to the same below `to` afterwards. For a schema
/// that was moved within its document; call it on the document in which it still stands at `from`, or has
/// already left.
void moveReferences(json::Value &document, std::string_view from, std::string_view to);

} // namespace espalier::schema
