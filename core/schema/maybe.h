// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <optional>
#include <string>

namespace espalier::schema {

/// The schema of an answer that may say that there is nothing to answer with: an object of `result` (what
/// `schema` asks for, or null), `error` (boolean) and `message` (text or null), of which none must be there.
/// Local references keep working; title and description are those of `schema`. Research "instructor", 2.1.
[[nodiscard]] json::Value maybeSchema(const json::Value &schema);

/// What such an answer says. Plain value.
struct Maybe
{
    std::optional<json::Value> result; ///< absent when the model found none
    bool error = false;                ///< it says that something was wrong
    std::string message;               ///< why there is no result; may be empty
};

/// Reads an answer that fits maybeSchema(); of any other value what is there of it.
[[nodiscard]] Maybe maybeOf(const json::Value &answer);

} // namespace espalier::schema
