// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/attemptrecord.h"
#include "store/trystore.h"

namespace espalier::ui {

/// One try of a question as if it had been all of its run: what shows or compares runs of the past then does
/// so with tries. `base`: what was asked; its own result is not looked at but for the model's name and the
/// address. Pure.
[[nodiscard]] store::TryRecord tryOf(const store::TryRecord &base, const run::AttemptRecord &record);

} // namespace espalier::ui
