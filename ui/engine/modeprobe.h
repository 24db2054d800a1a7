// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/probeplan.h"
#include "run/probereport.h"

#include <QObject>

namespace espalier::ui {

/// The questions to an endpoint about what it can do, as the window sees them. Begins by itself, from the
/// event loop: who makes one has shown what it costs.
///
/// Signals: from the event loop, never from inside a call; finished exactly once, nothing after it, stop()
/// included. Deleting a running one cancels it silently. Thread: GUI.
class ModeProbe : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void stop() = 0;

Q_SIGNALS:
    /// The how many-th question goes out, from 1, of at most `most`.
    void asking(int question, int most);
    /// `kept`: it stands in the stored profile now. `error`: kind None when all questions were asked; else
    /// the report is of use for its tokensSpent only.
    void finished(const espalier::run::ProbeReport &report, bool kept, const espalier::Error &error);
};

} // namespace espalier::ui
