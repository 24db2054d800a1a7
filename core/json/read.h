// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "json/parseerror.h"
#include "json/parseoptions.h"
#include "json/value.h"

#include <string_view>

namespace espalier::json {

/// Reads a whole JSON text strictly (RFC 8259; a leading byte-order mark is skipped). For wire messages,
/// schemas, profiles. Members keep order and duplicates. Never throws; recursion-free. The same parser as the
/// streamed one.
[[nodiscard]] Result<Value, ParseError> readStrict(std::string_view text, const ParseLimits &limits = {});

} // namespace espalier::json
