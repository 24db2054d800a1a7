// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answer.h"
#include "run/runresult.h"
#include "run/runstate.h"
#include "json/treechange.h"

#include <QObject>

#include <vector>

namespace espalier::ui {

class HookLink;

/// One running question, as the window sees it. Begins by itself, from the event loop.
///
/// Signals: all queued; tryBegan, trySent and tryEnded for each try, waiting between them; treeChanged and
/// textReceived while it streams, the tree beginning with TreeOp::Reset; finished exactly once, nothing after
/// it, stop() included. Deleting a running one cancels it silently. Thread: GUI.
class LiveRun : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void stop() = 0;
    /// What its hooks do (hooklink.h), from its beginning to its end; null: it tells nothing of them.
    [[nodiscard]] virtual HookLink *hooks() { return nullptr; }

Q_SIGNALS:
    void stateChanged(espalier::run::RunState state);
    // What becomes of each try: run::ExtractionRun says when which is told.
    void tryBegan(int attempt, int tryNumber, int attemptsAllowed);
    void trySent(const QByteArray &requestBody);
    void tryEnded(const espalier::run::AttemptRecord &record);
    void waiting(qint64 milliseconds, bool asksAgain);
    /// The try that began last has its turn in so many milliseconds at the earliest: its server asked
    /// everybody to wait.
    void heldBack(qint64 milliseconds);
    void firstToken(qint64 milliseconds);
    void treeChanged(const espalier::json::TreeChanges &changes);
    /// What is wrong with values that have closed, while the rest still comes (run::ExtractionRun).
    void issuesFound(const std::vector<espalier::run::FoundIssue> &issues);
    /// More of the raw answer text, UTF-8 cut at any byte.
    void textReceived(const QByteArray &utf8);
    /// An optional member was refused by name and left out.
    void capabilityDropped(const QString &member);
    /// This answer does not do, and another question follows (run::ExtractionRun).
    void askingAgain(const espalier::run::RunResult &answer, int attemptsAllowed);
    void finished(const espalier::run::RunResult &result);
};

} // namespace espalier::ui
