// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>

namespace espalier::bench {

/// A model's answer of about `bytes` bytes (at least that, at most 300 more): {"items": [ … ]} of objects
/// with a nested object, a list of strings, an integer, a decimal, a boolean and a six-word string, some 200
/// bytes each, spaced as models write. Always the same for the same size.
[[nodiscard]] std::string answerOfSize(std::size_t bytes);

/// The JSON Schema that answerOfSize() fits.
[[nodiscard]] const char *answerSchema();

} // namespace espalier::bench
