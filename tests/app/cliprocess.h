// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <vector>

namespace espalier::test {

/// What a call of espalier-cli gave.
struct CliEnd
{
    int exitCode = -1; ///< -1: it did not end in time, or by a signal
    QByteArray out;
    QByteArray err;

    /// The lines of `out`, each read as JSON; null for one that is none.
    [[nodiscard]] std::vector<json::Value> lines() const;
    /// Those whose "type" is this.
    [[nodiscard]] std::vector<json::Value> linesOf(const char *type) const;
    /// The last line, which must be of type "result".
    [[nodiscard]] json::Value result() const;
    /// `out` as one JSON text.
    [[nodiscard]] json::Value value() const;
};

/// espalier-cli as a process of its own, in an environment without the person's settings, keys, proxies and
/// key ring. The program is the one that was built with the test.
class Cli
{
public:
    Cli();

    /// For all calls to come.
    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }
    [[nodiscard]] const QProcessEnvironment &environment() const { return m_environment; }
    [[nodiscard]] static QString program();

    [[nodiscard]] CliEnd run(const QStringList &arguments, const QByteArray &input = {},
                             int milliseconds = 30'000) const;
    /// Started, standard input closed; for tests that look at it while it runs.
    void start(QProcess &process, const QStringList &arguments) const;
    /// A line of bash, in which "$0" is the program and "$@" the arguments.
    [[nodiscard]] CliEnd shell(const QString &line, const QStringList &arguments) const;
    /// Waits while the event loop of the test turns (servers of the test live there).
    [[nodiscard]] static CliEnd end(QProcess &process, int milliseconds = 30'000);

    /// Writes a file into the test's own folder and gives its path.
    [[nodiscard]] QString file(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

/// What of a call is written in a test.
[[nodiscard]] QString text(const char *latin1);
/// The names of --events, apart by blanks.
[[nodiscard]] QByteArray namesOf(const std::vector<json::Value> &events);

/// The schema of {"name": string, "age": integer}, both required.
[[nodiscard]] QByteArray personSchema();

/// `extract` of a sentence about Jason by the schema in that file: events as lines, no re-ask.
[[nodiscard]] QStringList extractJason(const QString &schemaFile);

} // namespace espalier::test
