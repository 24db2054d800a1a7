// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/repair.h"
#include "json/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace espalier::json {

/// A word that stands for a value without quotes.
struct Literal
{
    std::string_view word;
    Value::Kind kind = Value::Kind::Null;
    std::string_view text;            ///< "true", "false" or "null"
    std::optional<RepairKind> repair; ///< absent for JSON's own three
};

/// The first literal that begins with `word`, or nullptr. No literal begins with another.
[[nodiscard]] const Literal *literalWithPrefix(std::string_view word);

/// `token` as JSON number when it is one in another language's spelling: "+5", ".25", "2.", "1e" (an exponent
/// that never came). Not for what may be a name for something: "007", "1.1.1", "2024-01-15" give nullopt.
[[nodiscard]] std::optional<std::string> looseNumber(std::string_view token);

} // namespace espalier::json
