// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string_view>

namespace espalier::script {

/// Evaluates one question of the host and makes the answer to it (core/run/scripthost.h states both forms).
/// Each expression gets an engine of its own: nothing is kept from one document to the next.
[[nodiscard]] json::Value answerTo(const json::Value &question);

} // namespace espalier::script
