// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/attempt.h"

#include <QString>

namespace espalier::ui {

/// "Attempt 1 of 4".
[[nodiscard]] QString attemptTitle(const Attempt &attempt);
/// How it stands: "growing · first token 0.31 s · 61 tokens/s", "invalid: 1 issue · 212 + 94 tokens".
[[nodiscard]] QString attemptWords(const Attempt &attempt);

} // namespace espalier::ui
