// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace espalier::practice {

/// The document inside a user message: a line or paragraph of instructions before it ("Extract the person:
/// …") and behind it
/// ("Return the correct JSON in a code block.") is taken off. What cannot be told from the document stays; a
/// message that is nothing but an instruction is itself the document ("Create a user profile for Jason, age
/// 25"), without its verb.
[[nodiscard]] std::string documentIn(std::string_view message);

} // namespace espalier::practice
