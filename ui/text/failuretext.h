// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace espalier::ui {

/// Why a run brought no answer that does. Texts are plain; the words of the server and of the model are as
/// they came.
struct Failure
{
    QString cause;     ///< one sentence
    QString own;       ///< the server's or the model's own words; empty: there are none
    QString ownTitle;  ///< whose they are
    QStringList tried; ///< a line for each request, with the wait before it
    QString total;     ///< tries, attempts, waits and time in a sentence
    QString next;      ///< what can be done; may be empty
    bool operator==(const Failure &) const = default;
};

/// nullopt when all is well, a hook let it pass, or the person stopped it.
[[nodiscard]] std::optional<Failure> failureOf(const run::RunResult &result);

} // namespace espalier::ui
