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

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace espalier::store {

using json::Value;

namespace {

constexpr std::chrono::milliseconds kPatience{2000};
constexpr int kKept = 200;
constexpr int kMost = 250;

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

/// The last line that can be read, from the end of the file.
std::optional<RecipeVersion> newestIn(QFile &file)
{
    constexpr qint64 kBlock = 64 * 1024;
    QByteArray rest; // what stands from `at` on and is not judged yet
    for (qint64 at = file.size();;) {
        const qsizetype cut = rest.lastIndexOf('\n');
        if (cut < 0 && at > 0) {
            const qint64 step =
                std::min(at, std::max<qint64>(kBlock, rest.size())); // a long line is no square
            at -= step;
            if (!file.seek(at))
                return std::nullopt;
            rest.prepend(file.read(step));
            continue;
        }
        if (auto version = versionOf(viewOf(rest).substr(static_cast<std::size_t>(cut + 1))))
            return version;
        if (cut < 0)
            return std::nullopt;
        rest.truncate(cut);
    }
}

/// Number of the first line that can be read; 0: there is none.
int oldestNumber(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    while (!file.atEnd()) {
        if (const auto version = versionOf(viewOf(file.readLine())))
            return version->number;
    }
    return 0;
}

/// Takes the older lines away when there are too many: not with each new one, since the file is written anew.
void prune(const QString &path, int newest)
{
    if (newest <= kMost || newest - oldestNumber(path) < kMost)
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QByteArray all = file.readAll();
    qsizetype from = all.size();
    for (int line = 0; line <= kKept && from > 0; ++line) // the first one found ends the last line
        from = all.lastIndexOf('\n', from - 1);
    if (from > 0) // what cannot be written now is tried again with the next one
        (void)writePrivateFile(path, all.mid(from + 1).toStdString());
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

std::optional<RecipeVersion> VersionStore::newest(const QString &key) const
{
    QFile file(fileOf(m_folder, key));
    return file.open(QIODevice::ReadOnly) ? newestIn(file) : std::nullopt;
}

int VersionStore::newestIfSame(const QString &key, const recipe::Recipe &recipe) const
{
    const std::optional<RecipeVersion> last = newest(key);
    return last && sameQuestion(last->recipe, recipe) ? last->number : 0;
}

int VersionStore::keep(const QString &key, const recipe::Recipe &recipe, std::int64_t nowMs)
{
    if (!makePrivateFolder(m_folder))
        return 0;
    const QString path = fileOf(m_folder, key);
    QLockFile lock(path + QStringLiteral(".lock")); // two programs must not give one number twice
    if (!lock.tryLock(static_cast<int>(kPatience.count())))
        return 0;
    const std::optional<RecipeVersion> last = newest(key);
    if (last && sameQuestion(last->recipe, recipe))
        return last->number;
    const int number = last ? last->number + 1 : 1;
    if (!append(path, lineOf({number, nowMs, recipe})))
        return 0;
    prune(path, number);
    return number;
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
    const std::optional<RecipeVersion> there = newest(to);
    const int shift = there ? there->number : 0;
    std::string lines;
    for (RecipeVersion version : versions) {
        version.number += shift;
        lines += lineOf(version);
    }
    if (append(path, lines))
        prune(path, versions.back().number + shift);
}

std::optional<Error> VersionStore::forgetAll()
{
    QStringList all;
    for (const QFileInfo &file : QDir(m_folder).entryInfoList({QStringLiteral("*.jsonl")}, QDir::Files))
        all << file.filePath();
    return removeFiles(all);
}

} // namespace espalier::store
