// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace espalier::schema {

/// The "format" of JSON Schema that a text plainly has: "date", "date-time" (RFC 3339), "email", "uri" (web
/// addresses only); empty for every other text.
[[nodiscard]] std::string_view formatOfText(std::string_view text);

} // namespace espalier::schema
