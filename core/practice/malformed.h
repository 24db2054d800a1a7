// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <string>

namespace espalier::practice {

/// The ways in which models spoil JSON (product specification, section 4.4).
enum class Malformation : unsigned char {
    TrailingComma,
    MissingComma,
    SingleQuotes,
    SmartQuotes,
    UnquotedKeys,
    LineComment,
    BlockComment,
    HashComment,
    RawNewline,     ///< a blank in a string becomes a raw line end
    UnescapedQuote, ///< a word in a string stands in raw quotes
    PythonLiteral,
    Fence,
    Prose,
    SeveralObjects, ///< a small unrelated object before the answer
    MissingCloser,
    MismatchedCloser,
    NonFinite, ///< a number becomes NaN
    Count
};

/// `value` as text with that fault, or, where it has no place for it (no string with a blank, no literal),
/// with the next kind that has one. The result is never JSON.
[[nodiscard]] std::string malformed(const json::Value &value, Malformation kind);

/// The kind for the n-th malformed answer: all of them in turn.
[[nodiscard]] Malformation malformationInTurn(std::size_t number) noexcept;

} // namespace espalier::practice
