// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string>
#include <string_view>

namespace espalier::schema {

/// `text` changed so that it says `after`, where it said `before`: what is the same in both stays as it was
/// written, to the byte; a member that is new is laid out like its neighbours. `text` must be JSON
/// (readSchemaText) and `before` what it reads as. Work: the size of the text and of what changed.
[[nodiscard]] std::string patchedText(std::string_view text, const json::Value &before,
                                      const json::Value &after);

} // namespace espalier::schema
