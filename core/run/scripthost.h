// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/scriptrunner.h"

#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QString>
#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

namespace espalier::run {

/// Evaluates scripts in a helper process that has no file, no network and bounded memory; one call after the
/// other. The process is started with the first call, and anew after it was killed or died.
///
/// Lines, one JSON object each. To it: {"expression":"value.age >
/// 0","variables":{"value":{…}},"parse":false}. From it: {"ready":true} once, then {"result":…} or
/// {"thrown":"…"} for each.
///
/// A call that takes longer than `most` ends with the process: of its own time where the system tells it, so
/// that a busy machine is no slow script, and at the latest after twenty times as much. Thread: one, with an
/// event loop.
class ScriptHost final : public QObject, public ScriptRunner
{
    Q_OBJECT

public:
    /// `program`: the helper. It is not looked for before the first call.
    explicit ScriptHost(QString program, std::chrono::milliseconds most = std::chrono::milliseconds(250),
                        QObject *parent = nullptr);
    ~ScriptHost() override;

    void evaluate(Script script, QObject *context, std::function<void(const Outcome &)> done) override;

private:
    struct Call
    {
        QByteArray line;
        QPointer<QObject> context;
        std::function<void(const Outcome &)> done;
    };
    void startProcess();
    void sendNext();
    void onOutput();
    void onTimer();
    void onGone(const std::string &why);
    void answer(const Outcome &outcome);
    /// Time the process itself has used; nullopt where the system does not tell.
    [[nodiscard]] std::optional<std::chrono::milliseconds> usedTime() const;

    QString m_program;
    std::chrono::milliseconds m_most;
    std::deque<Call> m_calls; ///< the first is being evaluated when m_busy
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    QTimer m_timer;
    int m_rounds = 0; ///< of the timer for this call
    std::optional<std::chrono::milliseconds> m_usedBefore;
    bool m_ready = false;
    bool m_busy = false;
};

} // namespace espalier::run
