// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/versionstore.h"

#include "recipe/recipejson.h"
#include "store/privatefile_p.h"
#include "json/memberreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <chrono>
#include <limits>
#include <utility>

namespace espalier::store {

using json::Value;

namespace {

constexpr std::chrono::milliseconds kPatience{2000};

/// A key may be a path: its hash is a name for a file.
QString fileOf(const QString &folder, const QString &key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
    return folder + u'/' + QString::fromLatin1(hash.toHex().first(32)) + QStringLiteral(".jsonl");
}

std::string lineOf(const RecipeVersion &version)
{
    return json::writeCompact(Value::object({{"number", Value::number(version.number)},
                                             {"made_ms", Value::number(version.madeMs)},
                                             {"recipe", recipe::recipeValue(version.recipe)}})) +
           "\n";
}

std::optional<RecipeVersion> versionOf(std::string_view line)
{
    const auto value = json::readStrict(line);
    if (!value)
        return std::nullopt;
    RecipeVersion out;
    json::MemberReader reader(*value, {});
    std::optional<std::int64_t> made;
    reader.read("number", out.number, 1);
    reader.read("made_ms", made, std::numeric_limits<std::int64_t>::min());
    auto recipe = recipe::recipeFromValue((*value)["recipe"]);
    if (!reader.problem().empty() || out.number < 1 || !recipe)
        return std::nullopt;
    out.madeMs = made.value_or(0);
    out.recipe = *std::move(recipe);
    return out;
}

bool sameQuestion(recipe::Recipe left, recipe::Recipe right)
{
    left.name.clear();
    right.name.clear();
    left.stored = {};
    right.stored = {};
    return left == right;
}

/// A line that was cut by a crash must not swallow the next one.
bool endsInsideALine(QFile &file)
{
    char last = '\n';
    return file.size() > 0 && file.seek(file.size() - 1) && file.getChar(&last) && last != '\n';
}

bool append(const QString &path, const std::string &lines)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite, kPrivateFile) || !file.setPermissions(kPrivateFile))
        return false;
    const std::string all = (endsInsideALine(file) ? "\n" : "") + lines;
    const auto size = static_cast<qint64>(all.size());
    const qint64 before = file.size();
    if (file.seek(before) && file.write(all.data(), size) == size && file.flush())
        return true;
    file.resize(before); // no half a line
    return false;
}

} // namespace

QString VersionStore::defaultFolder()
{
    return stateFolder(QStringLiteral("versions"));
}

VersionStore::VersionStore(QString folder)
    : m_folder(std::move(folder))
{
}

std::vector<RecipeVersion> VersionStore::list(const QString &key) const
{
    std::vector<RecipeVersion> out;
    QFile file(fileOf(m_folder, key));
    if (!file.open(QIODevice::ReadOnly))
        return out;
    while (!file.atEnd()) {
        if (auto version = versionOf(viewOf(file.readLine())))
            out.push_back(*std::move(version));
    }
    return out;
}

int VersionStore::newestIfSame(const QString &key, const recipe::Recipe &recipe) const
{
    const std::vector<RecipeVersion> all = list(key);
    return !all.empty() && sameQuestion(all.back().recipe, recipe) ? all.back().number : 0;
}

int VersionStore::keep(const QString &key, const recipe::Recipe &recipe, std::int64_t nowMs)
{
    if (!makePrivateFolder(m_folder))
        return 0;
    const QString path = fileOf(m_folder, key);
    QLockFile lock(path + QStringLiteral(".lock")); // two programs must not give one number twice
    if (!lock.tryLock(static_cast<int>(kPatience.count())))
        return 0;
    const std::vector<RecipeVersion> all = list(key);
    if (!all.empty() && sameQuestion(all.back().recipe, recipe))
        return all.back().number;
    const int number = all.empty() ? 1 : all.back().number + 1;
    return append(path, lineOf({number, nowMs, recipe})) ? number : 0;
}

void VersionStore::copy(const QString &from, const QString &to)
{
    const std::vector<RecipeVersion> versions = list(from);
    const QString path = fileOf(m_folder, to);
    if (versions.empty() || from == to)
        return;
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(static_cast<int>(kPatience.count())))
        return;
    // What another recipe left under that key stays before them.
    const std::vector<RecipeVersion> there = list(to);
    const int shift = there.empty() ? 0 : there.back().number;
    std::string lines;
    for (RecipeVersion version : versions) {
        version.number += shift;
        lines += lineOf(version);
    }
    (void)append(path, lines);
}

std::optional<Error> VersionStore::forgetAll()
{
    QStringList all;
    for (const QFileInfo &file : QDir(m_folder).entryInfoList({QStringLiteral("*.jsonl")}, QDir::Files))
        all << file.filePath();
    return removeFiles(all);
}

} // namespace espalier::store
