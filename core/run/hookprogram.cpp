// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/hookprogram.h"

#include "base/redact.h"
#include "run/processend.h"
#include "run/resultjson.h"
#include "json/read.h"
#include "json/writer.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTimer>

#include <csignal>
#include <memory>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <utility>

#if defined(Q_OS_LINUX)
#include <sys/prctl.h>
#endif

namespace espalier::run {

namespace {

constexpr qsizetype kMostOutput = 1024 * 1024;

QProcessEnvironment cleanEnvironment()
{
    const QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment out;
    for (const QString &name : {QStringLiteral("PATH"), QStringLiteral("HOME"), QStringLiteral("LANG")}) {
        if (all.contains(name))
            out.insert(name, all.value(name));
    }
    return out;
}

void prepare(QProcess &process, const HookProgram &program)
{
    process.setProgram(program.command.value(0));
    process.setArguments(program.command.mid(1));
    process.setProcessEnvironment(cleanEnvironment());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setChildProcessModifier([] {
        setsid(); // so that what it starts can be ended with it
#if defined(Q_OS_LINUX)
        prctl(PR_SET_PDEATHSIG, SIGKILL); // and it with us
#endif
    });
}

/// Ends a program before it is done, with all that it has started.
void endEarly(const QProcess &process)
{
    if (process.state() == QProcess::Running)
        ::kill(-static_cast<pid_t>(process.processId()), SIGKILL);
}

/// What a program says, up to a limit; one that says more is ended by it.
struct Output
{
    QByteArray bytes;
    bool over = false; ///< nobody listens any more

    [[nodiscard]] bool take(QProcess &process)
    {
        bytes += process.readAllStandardOutput();
        return bytes.size() <= kMostOutput;
    }
};

/// How a program ended, when it did not end well; else empty.
std::string badEnd(const QProcess &process)
{
    if (process.exitStatus() == QProcess::CrashExit)
        return "crashed";
    return process.exitCode() == 0 ? "" : "ended with exit code " + std::to_string(process.exitCode());
}

/// Throws when a program that only listens did not end well: nothing else would tell.
void complainOfEnd(const QProcess &process)
{
    if (const std::string bad = badEnd(process); !bad.empty())
        throw std::runtime_error("it " + bad + ".");
}

/// What the words of an error tell of where it was asked.
void hideAddress(json::Value &error, const std::string &host)
{
    for (json::Member &member : error.mutableMembers()) {
        if (member.value.isString())
            member.value = json::Value::string(redactAddresses(member.value.text(), host));
    }
}

QByteArray lineOf(const RunEvent &event)
{
    return QByteArray::fromStdString(json::writeCompact(hookLine(event))) + '\n';
}

class ProgramHook final : public ValidationHook
{
public:
    ProgramHook(HookProgram program, HookComplaint complain)
        : m_program(std::move(program))
        , m_complain(std::move(complain))
    {
    }
    [[nodiscard]] std::string name() const override { return m_program.command.value(0).toStdString(); }

    void ask(const ValidationQuestion &question, QObject *context, std::function<void(Verdict)> done) override
    {
        auto *process = new QProcess;
        prepare(*process, m_program);
        auto output = std::make_shared<Output>();
        QObject::connect(context, &QObject::destroyed, process, [process] {
            endEarly(*process);
            letGo(process);
        });
        // The first of these ends it: answered, failed to start, too late.
        const auto end = [process, output, name = name(), complain = m_complain, done = std::move(done)](
                             const std::optional<Verdict> &verdict, const std::string &what) {
            if (std::exchange(output->over, true))
                return;
            endEarly(*process);
            letGo(process);
            if (!verdict)
                complain("The hook \"" + name + "\" " + what + "; the run goes on without it.");
            done(verdict.value_or(Verdict()));
        };
        QObject::connect(process, &QProcess::finished, process, [process, output, end] {
            // What a program says before it fails is no decision.
            const std::string bad = badEnd(*process);
            const bool whole = output->take(*process) && bad.empty();
            const std::string_view text(output->bytes.constData(),
                                        static_cast<std::size_t>(output->bytes.size()));
            end(whole ? verdictFrom(text) : std::nullopt, bad.empty() ? "gave no decision" : bad);
        });
        QObject::connect(process, &QProcess::readyReadStandardOutput, process, [process, output, end] {
            if (!output->take(*process))
                end(std::nullopt, "says more than a megabyte");
        });
        QObject::connect(process, &QProcess::errorOccurred, process, [end](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(std::nullopt, "does not start");
        });
        QTimer::singleShot(m_program.most, process, [end] { end(std::nullopt, "takes too long"); });
        process->start();
        process->write(lineOf(eventOf(question)));
        process->closeWriteChannel();
    }

private:
    HookProgram m_program;
    HookComplaint m_complain;
};

} // namespace

std::shared_ptr<ValidationHook> validationHook(HookProgram program, HookComplaint complain)
{
    return std::make_shared<ProgramHook>(std::move(program), std::move(complain));
}

Observers::Take observerOf(HookProgram program)
{
    return [program = std::move(program)](const RunEvent &event) {
        QProcess process;
        prepare(process, program);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.start();
        process.write(lineOf(event));
        process.closeWriteChannel();
        if (process.waitForFinished(static_cast<int>(program.most.count())))
            return complainOfEnd(process);
        if (process.error() == QProcess::FailedToStart)
            throw std::runtime_error("it does not start.");
        endEarly(process);
        process.kill();
        process.waitForFinished();
        throw std::runtime_error("it takes too long.");
    };
}

std::optional<Verdict> verdictFrom(const json::Value &decision)
{
    if (decision.isBool())
        return Verdict{decision.isTrue() ? Verdict::Kind::Continue : Verdict::Kind::Stop, {}};
    for (const auto kind : {Verdict::Kind::Continue, Verdict::Kind::Accept, Verdict::Kind::Stop}) {
        if (decision["decision"].text() == verdictName(kind))
            return Verdict{kind, decision["message"].text()};
    }
    return std::nullopt;
}

std::optional<Verdict> verdictFrom(std::string_view output)
{
    const auto read = json::readStrict(output);
    return read && read->isObject() ? verdictFrom(*read) : std::nullopt;
}

RunEvent eventOf(const ValidationQuestion &question)
{
    RunEvent event;
    event.kind = RunEventKind::Validation;
    event.unixMs = question.unixMs;
    event.run = question.run;
    event.document = question.document;
    event.attempt = question.failures;
    event.tryNumber = question.tryNumber;
    event.attemptsAllowed = question.failures + question.reasksLeft;
    event.last = question.reasksLeft == 0;
    event.data = json::Value::object({{"value", question.value},
                                      {"issues", issuesValue(question.issues)},
                                      {"message", json::Value::string(question.message)},
                                      {"retry_count", json::Value::number(question.retryCount)},
                                      {"failures", json::Value::number(question.failures)},
                                      {"reasks_left", json::Value::number(question.reasksLeft)}});
    return event;
}

json::Value hookLine(const RunEvent &event)
{
    json::Value line = eventValue(event);
    for (json::Member &member : line.mutableMembers()) {
        if (member.key != "data" || !member.value.isObject())
            continue;
        std::erase_if(member.value.mutableMembers(),
                      [](const json::Member &inner) { return inner.key == "url"; });
        for (json::Member &inner : member.value.mutableMembers()) {
            if (inner.key == "error" && inner.value.isObject())
                hideAddress(inner.value, event.host);
        }
    }
    return line;
}

} // namespace espalier::run
