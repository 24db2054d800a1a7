// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hookbench.h"
#include "engine/hooklink.h"

#include <QPointer>

#include <utility>

namespace espalier::test {

/// Hooks whose every call the test makes, and what was decided.
class FakeLink : public ui::HookLink
{
    Q_OBJECT

public:
    using HookLink::HookLink;
    void decide(const run::Verdict &verdict) override { decided.append(verdict); }

    QList<run::Verdict> decided;
};

/// A rehearsal whose every event the test makes. Ends once, from the event loop, also when stopped.
class FakeRehearsal : public ui::LiveRun
{
    Q_OBJECT

public:
    using LiveRun::LiveRun;
    void stop() override
    {
        run::RunResult result;
        result.status = run::RunStatus::Cancelled;
        end(result);
    }
    [[nodiscard]] ui::HookLink *hooks() override { return &link; }
    void end(const run::RunResult &result)
    {
        if (!std::exchange(m_ending, true))
            QMetaObject::invokeMethod(
                this, [this, result] { Q_EMIT finished(result); }, Qt::QueuedConnection);
    }

    FakeLink link;

private:
    bool m_ending = false;
};

/// A bench that answers when the test says so.
class FakeBench : public ui::HookBench
{
public:
    void tryCheck(const json::Value &check, const json::Value &answer, const QString &document, QObject *,
                  Done done) override
    {
        tried = check;
        triedOn = answer;
        triedText = document;
        answerTry = std::move(done);
    }
    void tryHook(const json::Value &hook, QObject *, Done done) override
    {
        tried = hook;
        answerTry = std::move(done);
    }
    [[nodiscard]] QString faultProblem(const QString &faults) const override
    {
        return faults == QLatin1String("nonsense") ? QStringLiteral("there is no step of that name")
                                                   : QString();
    }
    [[nodiscard]] std::unique_ptr<ui::LiveRun> rehearse(const ui::RunOrder &order,
                                                        const QString &faults) override
    {
        rehearsed.append(order);
        played = faults;
        auto made = std::make_unique<FakeRehearsal>();
        rehearsal = made.get();
        return made;
    }

    json::Value tried;
    json::Value triedOn;
    QString triedText;
    Done answerTry;
    QList<ui::RunOrder> rehearsed;
    QString played;
    QPointer<FakeRehearsal> rehearsal;
};

} // namespace espalier::test
