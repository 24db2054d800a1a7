// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/dialect.h"
#include "json/memberreader.h"
#include "json/value.h"

namespace espalier::settings {

/// The "dialect" object of a profile; absent members keep the default. What is wrong is noted at `profile`.
void readDialect(json::MemberReader &profile, wire::Dialect &dialect);
/// Its known members, put over what was `stored` (null: nothing).
[[nodiscard]] json::Value dialectToJson(const wire::Dialect &dialect, json::Value stored);

} // namespace espalier::settings
