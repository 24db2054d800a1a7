// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cliprocess.h"

#include "support/eventually.h"
#include "json/read.h"

#include <QFile>

#include <algorithm>
#include <string_view>

namespace espalier::test {

namespace {

json::Value read(const QByteArray &text)
{
    json::ParseLimits limits;
    limits.depth = 2000; // an answer at its own limit stands some levels deeper in a line
    auto value = json::readStrict({text.constData(), static_cast<std::size_t>(text.size())}, limits);
    return value ? std::move(value).value() : json::Value();
}

} // namespace

std::vector<json::Value> CliEnd::lines() const
{
    std::vector<json::Value> all;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty())
            all.push_back(read(line));
    }
    return all;
}

std::vector<json::Value> CliEnd::linesOf(const char *type) const
{
    std::vector<json::Value> all = lines();
    std::erase_if(all, [type](const json::Value &line) { return line["type"].text() != type; });
    return all;
}

json::Value CliEnd::result() const
{
    const std::vector<json::Value> all = lines();
    return !all.empty() && all.back()["type"].text() == "result" ? all.back() : json::Value();
}

json::Value CliEnd::value() const
{
    return read(out);
}

Cli::Cli()
{
    // Only what a program needs: no keys, no proxies, no session bus of the person who runs the tests.
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    for (const char *name :
         {"PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "LC_ALL", "TZ"}) {
        const QString key = QString::fromLatin1(name);
        if (system.contains(key))
            m_environment.insert(key, system.value(key));
    }
    m_environment.insert(QStringLiteral("HOME"), m_folder.path());
    m_environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_folder.filePath(QStringLiteral("config")));
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
}

QString Cli::program()
{
    return QStringLiteral(ESPALIER_CLI);
}

void Cli::start(QProcess &process, const QStringList &arguments) const
{
    process.setProcessEnvironment(m_environment);
    process.start(program(), arguments);
    process.waitForStarted();
}

CliEnd Cli::shell(const QString &line, const QStringList &arguments) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(text("bash"), QStringList{text("-c"), line, program()} + arguments);
    process.waitForStarted();
    return end(process);
}

CliEnd Cli::end(QProcess &process, int milliseconds)
{
    CliEnd end;
    const bool over =
        eventually([&process] { return process.state() == QProcess::NotRunning; }, milliseconds);
    if (!over) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        end.exitCode = process.exitCode();
    }
    end.out = process.readAllStandardOutput();
    end.err = process.readAllStandardError();
    return end;
}

CliEnd Cli::run(const QStringList &arguments, const QByteArray &input, int milliseconds) const
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    return end(process, milliseconds);
}

QString Cli::file(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

QByteArray namesOf(const std::vector<json::Value> &events)
{
    QByteArray out;
    for (const json::Value &event : events)
        out += (out.isEmpty() ? "" : " ") + QByteArray::fromStdString(event["event"].text());
    return out;
}

QByteArray personSchema()
{
    return R"({"title":"Person","type":"object",)"
           R"("properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]})";
}

QStringList extractJason(const QString &schemaFile)
{
    return {text("extract"),       text("--schema"), schemaFile,
            text("--ndjson"),      text("--text"),   text("Jason is 25 years old"),
            text("--max-retries"), text("0")};
}

} // namespace espalier::test
