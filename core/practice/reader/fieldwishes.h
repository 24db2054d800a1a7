// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string_view>

namespace espalier::practice {

/// The fields that a sentence wishes for, as an answer of schema::suggestionSchema(): what stands between its
/// commas and conjunctions, one field each, English and German. "I need the supplier's name, the date of the
/// invoice and whether it is paid" gives supplier_name, date, paid. At most 50; none for a text that lists
/// nothing. Pure; linear.
[[nodiscard]] json::Value wishedFields(std::string_view sentence);

} // namespace espalier::practice
