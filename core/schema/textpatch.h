// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::schema {

/// `text` changed so that it reads as `after`, member for member (json::Value ==), and nowhere else: what
/// stays keeps its bytes with blanks, order, escapes and the spelling of numbers; a renamed member changes
/// its name alone; what is new, or stands in another object now, looks like its surroundings. The same text
/// when it reads so already. A text that is no JSON is replaced by json::writePretty(after).
[[nodiscard]] std::string patchedText(std::string_view text, const json::Value &after);

} // namespace espalier::schema
