// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runevent.h"
#include "run/runhooks.h"

#include <QMetaType>
#include <QObject>
#include <QString>

#include <optional>

namespace espalier::ui {

/// A hook that was called. Plain value; texts may hold words of a model or a program.
struct HookFiring
{
    qint64 unixMs = 0; ///< when it was called, milliseconds since 1970
    run::RunEventKind event = run::RunEventKind::RunFinished;
    QString document;
    int attempt = 0; ///< from 1; 0: nothing was asked yet
    int tryNumber = 0;
    QString hook;
    QString detail;                   ///< what it decided or did
    std::optional<qint64> durationMs; ///< absent: it takes no time that counts, or a person's
    QString problem;                  ///< why it failed; empty: it did not
    bool slow = false;                ///< it took longer than it should
    bool operator==(const HookFiring &) const = default;
};

/// What a person is asked in the middle of a run: run::ValidationQuestion in short.
struct HookQuestion
{
    QString hook;
    QString document; ///< its name; another one may be in view by now
    QString message;  ///< what is wrong, for people; may hold words of the model
    qint64 issues = 0;
    int attempt = 1;
    int attemptsAllowed = 1;
    int reasksLeft = 0;
};

/// The hooks of one run, as the window sees them. Outlives its run for as long as a hook is still at work.
///
/// Signals: from the event loop. happened: every event of the run, in the order of run/runevent.h. fired: for
/// every call of a hook when it is done; one that decides fires before the event `validation`, which tells
/// the decision. asked: the run waits until decide() is called; withdrawn, once for each asked: it waits no
/// more, because it was decided or stopped. Thread: GUI.
class HookLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// The answer to the question that is open; no effect when none is.
    virtual void decide(const run::Verdict &verdict) = 0;

Q_SIGNALS:
    void happened(const espalier::run::RunEvent &event);
    void fired(const espalier::ui::HookFiring &firing);
    /// A hook wants the person to know; plain text.
    void notified(const QString &text);
    void asked(const espalier::ui::HookQuestion &question);
    void withdrawn();
};

} // namespace espalier::ui

Q_DECLARE_METATYPE(espalier::ui::HookFiring)
