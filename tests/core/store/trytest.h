// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipejson.h"
#include "store/trystore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

#include <sys/stat.h>

namespace espalier::test {

using json::Value;
using store::TryRecord;
using store::TryStore;
using store::TrySummary;

inline constexpr std::int64_t kStart = 1'795'842'924'123; // 2026-11-28T05:15:24.123Z

inline TryRecord everything()
{
    TryRecord out;
    out.startedMs = kStart;
    const auto recipe = recipe::readRecipe(
        R"({"espalier":1,"name":"Rechnung","schema":{"type":"object","minProperties":1.0},"instructions":"Lies.",)"
        R"("examples":[{"text":"a","value":{"x":1}}],"mode":"json","streaming":"iterable",)"
        R"("limits":{"reasks":1},"parameters":{"temperature":0.0},"hooks":[{"event":"validation"}]})");
    if (!recipe.ok())
        qFatal("test data: %s", recipe.error().message.c_str());
    // As it comes back: with every member that a file holds.
    out.recipe = *recipe::recipeFromValue(recipe::recipeValue(*recipe));
    out.recipeVersion = 7;
    out.documentName = "brief.txt";
    out.document = "Liebe Ümläute\n\x01\n";
    out.endpoint = "Büro";
    out.model = "m";
    out.mode = wire::AnswerMode::JsonSchema;
    out.result.document = "brief.txt";
    out.result.status = run::RunStatus::Invalid;
    out.result.value = Value::object({{"total", Value::number("12.50")}});
    out.result.lastObject = out.result.value;
    out.result.issues = {{"/total", "/minimum", "minimum", "", "", "must be\nat least 20", "", {}, {}}};
    out.result.usage = wire::Usage{1, 2, 3, true, {}};
    out.result.error = Error{ErrorKind::InvalidAnswer, "It does not fit.", "Look.", {}, {}, {}};
    out.result.requestBody = R"({"model":"m","messages":[]})";
    out.result.url = "https://a.example/v1/chat/completions";
    out.result.totalMs = 1234;
    return out;
}

inline TryRecord at(std::int64_t ms, const std::string &name = "x")
{
    TryRecord out;
    out.startedMs = ms;
    out.documentName = name;
    out.result.status = run::RunStatus::Valid;
    return out;
}

inline std::string names(const std::vector<TrySummary> &list)
{
    std::string out;
    for (const TrySummary &summary : list)
        out += summary.documentName;
    return out;
}

inline mode_t modeOf(const QString &path)
{
    struct stat info = {};
    return stat(path.toLocal8Bit().constData(), &info) == 0 ? info.st_mode & 07777 : 0;
}

/// A folder for tries that is gone after the test.
class TryFolder
{
public:
    [[nodiscard]] QString root(const QString &name) const { return m_root.filePath(name); }
    [[nodiscard]] QString path() const { return root(QStringLiteral("state/espalier/tries")); }
    [[nodiscard]] QString fileOf(const std::string &id) const
    {
        return path() + u'/' + QString::fromStdString(id) + QStringLiteral(".json");
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }
    [[nodiscard]] QByteArray textOf(const std::string &id) const
    {
        QFile file(fileOf(id));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(path()));
        QFile file(path() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

private:
    QTemporaryDir m_root;
};

/// The id of a try that was kept; a failure ends the program.
inline std::string add(TryStore &store, const TryRecord &record)
{
    const auto id = store.add(record);
    if (!id.ok())
        qFatal("%s", id.error().message.c_str());
    return *id;
}

} // namespace espalier::test
