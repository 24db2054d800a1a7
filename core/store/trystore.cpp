// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store/trystore.h"

#include "store/privatefile_p.h"
#include "store/tryjson_p.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <chrono>

namespace espalier::store {

namespace {

constexpr std::chrono::hours kLeftover{1}; // a temporary file this old belongs to a program that is gone

/// The time, a number for those of one millisecond, and what keeps two programs apart.
const QRegularExpression &idPattern()
{
    static const QRegularExpression pattern(QStringLiteral("^\\d{8}T\\d{9}-\\d{4}-[0-9a-f]{8}$"));
    return pattern;
}

bool isId(const QString &text)
{
    return idPattern().match(text).hasMatch();
}

/// Ids in the folder, oldest first.
QStringList idsIn(const QString &folder, const QString &from = {})
{
    QStringList out;
    const QStringList files =
        QDir(folder).entryList({from + QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (const QString id = file.chopped(5); isId(id))
            out << id;
    }
    return out;
}

QString newId(const QString &folder, std::int64_t startedMs)
{
    static const qint64 most = QDateTime({9999, 12, 31}, {23, 59}, Qt::UTC).toMSecsSinceEpoch();
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(std::clamp<qint64>(startedMs, 0, most), Qt::UTC);
    const QString stamp = time.toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz-"));
    const QStringList same = idsIn(folder, stamp);
    const int number = same.isEmpty() ? 0 : same.back().mid(stamp.size(), 4).toInt() + 1;
    return stamp + QStringLiteral("%1-%2")
                       .arg(std::min(number, 9999), 4, 10, QLatin1Char('0'))
                       .arg(QRandomGenerator::global()->generate(), 8, 16, QLatin1Char('0'));
}

QString pathOf(const QString &folder, const QString &id)
{
    return folder + u'/' + id + QStringLiteral(".json");
}

std::optional<TrySummary> summaryIn(const QString &folder, const QString &id)
{
    QFile file(pathOf(folder, id));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    std::optional<TrySummary> out = readHead(viewOf(file.readLine(static_cast<qint64>(kHeadBytes))));
    if (out) {
        out->id = id.toStdString();
        out->bytes = static_cast<std::uint64_t>(file.size());
    }
    return out;
}

/// What a program that crashed while it wrote left behind: it holds a document too.
QStringList leftoversIn(const QString &folder)
{
    QStringList out;
    const auto before = QDateTime::currentDateTimeUtc().addMSecs(
        -std::chrono::duration_cast<std::chrono::milliseconds>(kLeftover).count());
    for (const QFileInfo &file : QDir(folder).entryInfoList({QStringLiteral("*.json.*")}, QDir::Files)) {
        if (isId(file.fileName().section(u'.', 0, 0)) && file.lastModified() < before)
            out << file.filePath();
    }
    return out;
}

/// Removes all readable tries but the newest `kept` files. Names sort by time: only what would go is opened.
void removeBeyond(const QString &folder, int kept)
{
    const QStringList ids = idsIn(folder);
    QStringList old = leftoversIn(folder);
    for (qsizetype at = 0; at < ids.size() - kept; ++at) {
        if (summaryIn(folder, ids[at]))
            old << pathOf(folder, ids[at]);
    }
    (void)removeFiles(old); // what cannot be removed now is tried again with the next one
}

} // namespace

QString TryStore::defaultFolder()
{
    return stateFolder(QStringLiteral("tries"));
}

TryStore::TryStore(QString folder, int kept)
    : m_folder(std::move(folder))
    , m_kept(std::max(kept, 0))
{
}

int TryStore::kept() const
{
    const std::lock_guard lock(m_changing);
    return m_kept;
}

void TryStore::setKept(int kept)
{
    const std::lock_guard lock(m_changing);
    m_kept = std::max(kept, 0);
    removeBeyond(m_folder, m_kept);
}

std::vector<TrySummary> TryStore::list() const
{
    std::vector<TrySummary> out;
    QStringList ids = idsIn(m_folder);
    for (auto id = ids.crbegin(); id != ids.crend(); ++id) {
        if (auto summary = summaryIn(m_folder, *id))
            out.push_back(*std::move(summary));
    }
    return out;
}

std::optional<TrySummary> TryStore::summary(const std::string &id) const
{
    const QString name = QString::fromStdString(id);
    return isId(name) ? summaryIn(m_folder, name) : std::nullopt;
}

QStringList TryStore::ids() const
{
    return idsIn(m_folder);
}

Result<TryRecord, Error> TryStore::load(const std::string &id) const
{
    const QString name = QString::fromStdString(id);
    QFile file(pathOf(m_folder, name));
    if (!isId(name) || !file.exists())
        return cannotRead(file.fileName(), "there is no such try any more");
    if (!file.open(QIODevice::ReadOnly))
        return cannotRead(file.fileName(), file.errorString().toStdString());
    auto record = readTry(viewOf(file.readAll()));
    if (!record)
        return cannotRead(file.fileName(), record.error());
    TryRecord out = *std::move(record);
    out.id = id;
    return out;
}

Result<std::string, Error> TryStore::add(const TryRecord &record)
{
    if (kept() == 0)
        return std::string();
    const std::string text = tryText(record); // the long part, which holds up nobody
    const std::lock_guard lock(m_changing);
    if (m_kept == 0)
        return std::string();
    if (!makePrivateFolder(m_folder))
        return cannotWrite(m_folder, "the folder cannot be made for you alone");
    const QString id = newId(m_folder, record.startedMs);
    if (auto error = writePrivateFile(pathOf(m_folder, id), text))
        return *std::move(error);
    removeBeyond(m_folder, m_kept);
    return id.toStdString();
}

std::optional<Error> TryStore::remove(const std::string &id)
{
    const QString name = QString::fromStdString(id);
    const std::lock_guard lock(m_changing);
    return isId(name) ? removeFiles({pathOf(m_folder, name)}) : std::nullopt;
}

std::optional<Error> TryStore::forgetAll()
{
    // Those that cannot be read too, and what a crash left: each may hold a document.
    const std::lock_guard lock(m_changing);
    QStringList all;
    const auto files = QDir(m_folder).entryInfoList({QStringLiteral("*.json"), QStringLiteral("*.json.*")},
                                                    QDir::Files | QDir::System | QDir::Hidden);
    for (const QFileInfo &file : files)
        all << file.filePath();
    return removeFiles(all);
}

} // namespace espalier::store
