// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/attempt.h"

#include <QList>
#include <QPair>
#include <QString>

namespace espalier::ui {

/// "Attempt 1 of 4".
[[nodiscard]] QString attemptTitle(const Attempt &attempt);
/// "try 2".
[[nodiscard]] QString tryTitle(const Attempt &attempt);
/// "Attempt 1 of 4", "Attempt 1 of 4, try 2".
[[nodiscard]] QString wholeTitle(const Attempt &attempt);
/// How it stands: "growing · first token 0.31 s · 61 tokens/s", "invalid: 1 issue · 212 + 94 tokens", "the
/// server asks to slow down · again in 3 s". `now`: milliseconds since the run began; `currency`: of its
/// cost.
[[nodiscard]] QString attemptWords(const Attempt &attempt, qint64 now, const QString &currency);
/// Everything that can be counted of a try, a name and a value each, in the order of its course. What is not
/// known is "–".
[[nodiscard]] QList<QPair<QString, QString>> attemptFigures(const run::AttemptRecord &record,
                                                            const QString &currency);

} // namespace espalier::ui
