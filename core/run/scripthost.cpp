// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/scripthost.h"

#include "run/processend.h"
#include "json/read.h"
#include "json/writer.h"

#include <QMetaObject>
#include <QProcessEnvironment>

#include <ctime>
#include <utility>

namespace espalier::run {

using std::chrono::milliseconds;

namespace {

constexpr int kMostRounds = 20;                  // of `most` each, for one call
constexpr milliseconds kPatienceAtStart{15'000}; // the system loads the program meanwhile
constexpr qsizetype kMostOutput = 1024 * 1024;

json::Value lineValue(Script script)
{
    return json::Value::object({{"expression", json::Value::string(std::move(script.expression))},
                                {"variables", json::Value::object(std::move(script.variables))},
                                {"parse", json::Value::boolean(script.parseOnly)}});
}

} // namespace

ScriptHost::ScriptHost(QString program, milliseconds most, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_most(most)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ScriptHost::onTimer);
}

ScriptHost::~ScriptHost()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_process->kill();
    m_process->waitForFinished();
}

void ScriptHost::evaluate(Script script, QObject *context, std::function<void(const Outcome &)> done)
{
    m_calls.push_back({QByteArray::fromStdString(json::writeCompact(lineValue(std::move(script)))) + '\n',
                       context, std::move(done)});
    QMetaObject::invokeMethod(this, &ScriptHost::sendNext, Qt::QueuedConnection);
}

void ScriptHost::startProcess()
{
    m_ready = false;
    m_output.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProgram(m_program);
    QProcessEnvironment nothing; // whatever the environment holds is no business of a script
    nothing.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8")); // an empty one would mean ours
    m_process->setProcessEnvironment(nothing);
    m_process->setStandardErrorFile(QProcess::nullDevice());
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &ScriptHost::onOutput);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onGone("scripts cannot be evaluated: " + m_program.toStdString() + " does not start");
    });
    connect(m_process.get(), &QProcess::finished, this, [this] {
        onGone(m_busy ? "it used more memory than a script may, or ended the evaluator"
                      : "scripts cannot be evaluated: " + m_program.toStdString() + " ended at once");
    });
    m_process->start();
    m_timer.start(kPatienceAtStart);
}

void ScriptHost::sendNext()
{
    while (!m_busy && !m_calls.empty() && !m_calls.front().context)
        m_calls.pop_front();
    if (m_busy || m_calls.empty())
        return;
    if (!m_process) {
        startProcess();
        return;
    }
    if (!m_ready)
        return;
    m_busy = true;
    m_rounds = 0;
    m_usedBefore = usedTime();
    m_process->write(m_calls.front().line);
    m_timer.start(m_most);
}

void ScriptHost::onOutput()
{
    m_output += m_process->readAllStandardOutput();
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0) {
        if (m_output.size() > kMostOutput)
            onGone("it makes more than a megabyte of text");
        return;
    }
    const QByteArray line = m_output.left(end);
    m_output.remove(0, end + 1);
    m_timer.stop();
    if (!m_ready) {
        m_ready = true;
        sendNext();
        return;
    }
    const auto read = json::readStrict({line.constData(), static_cast<std::size_t>(line.size())});
    if (!m_busy || !read)
        onGone("the evaluator does not answer as it should");
    else if (const json::Value *thrown = read->find("thrown"))
        answer("it failed: " + thrown->text());
    else
        answer((*read)["result"]);
}

void ScriptHost::onTimer()
{
    const auto used = usedTime();
    const bool ownTime = m_busy && used && m_usedBefore;
    if (ownTime && *used - *m_usedBefore < m_most && ++m_rounds < kMostRounds) {
        m_timer.start(m_most);
        return;
    }
    onGone(m_busy ? "it took longer than " + std::to_string(m_most.count()) + " ms"
                  : "scripts cannot be evaluated: " + m_program.toStdString() + " does not answer");
}

/// The process is of no use any more; the call that waits for it ends.
void ScriptHost::onGone(const std::string &why)
{
    m_timer.stop();
    if (m_process)
        letGo(m_process.release());
    answer(why);
}

void ScriptHost::answer(const Outcome &outcome)
{
    m_busy = false;
    if (m_calls.empty())
        return;
    const Call call = std::move(m_calls.front());
    m_calls.pop_front();
    QMetaObject::invokeMethod(this, &ScriptHost::sendNext, Qt::QueuedConnection);
    if (call.context)
        call.done(outcome);
}

std::optional<milliseconds> ScriptHost::usedTime() const
{
#if defined(Q_OS_LINUX)
    clockid_t clock = 0;
    timespec time{};
    if (m_process && clock_getcpuclockid(static_cast<pid_t>(m_process->processId()), &clock) == 0 &&
        clock_gettime(clock, &time) == 0)
        return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(time.tv_sec) +
                                                        std::chrono::nanoseconds(time.tv_nsec));
#endif
    return std::nullopt;
}

} // namespace espalier::run
