// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/usagekeeper.h"

#include <QDate>

#include <memory>
#include <utility>

namespace espalier::ui {

UsageKeeper::UsageKeeper(const QString &path, QObject *parent)
    : QObject(parent)
{
    m_writer.setMaxThreadCount(1);
    if (!path.isEmpty())
        m_ledger.emplace(path);
}

UsageKeeper::~UsageKeeper()
{
    m_writer.waitForDone();
}

void UsageKeeper::add(const QString &document, const std::string &endpoint, const std::string &model,
                      const run::RunResult &result)
{
    m_lastRun = store::usageOf(result);
    m_documents[document].add(m_lastRun);
    const std::string day = QDate::currentDate().toString(Qt::ISODate).toStdString();
    if (!m_ledger || !m_keeping) {
        (void)book();
        m_book->add(day, endpoint, model, result);
        Q_EMIT changed();
        return;
    }
    // Figures only: the texts are not copied.
    auto figures = std::make_shared<run::RunResult>();
    figures->status = result.status;
    figures->attempts = result.attempts;
    figures->tries = result.tries;
    figures->cost = result.cost;
    figures->currency = result.currency;
    for (const run::AttemptRecord &record : result.history) {
        run::AttemptRecord &bare = figures->history.emplace_back();
        bare.error = record.error;
        bare.usage = record.usage;
        bare.cost = record.cost;
        bare.parallel = record.parallel;
        bare.firstTokenMs = record.firstTokenMs;
    }
    m_writer.start([this, day, endpoint, model, figures = std::move(figures), generation = m_generation] {
        auto book = m_ledger->add(day, endpoint, model, *figures);
        QMetaObject::invokeMethod(
            this, [this, book = std::move(book), generation] { take(book, generation); },
            Qt::QueuedConnection);
    });
}

void UsageKeeper::take(const Result<store::UsageBook, Error> &book, int generation)
{
    if (generation != m_generation)
        return;
    if (!book) {
        Q_EMIT failed(book.error());
        return;
    }
    m_book = *book;
    Q_EMIT changed();
}

const store::UsageBook &UsageKeeper::book()
{
    if (!m_book)
        m_book = m_ledger ? m_ledger->load() : store::UsageBook();
    return *m_book;
}

store::UsageSums UsageKeeper::document(const QString &name) const
{
    const auto found = m_documents.find(name);
    return found == m_documents.end() ? store::UsageSums() : found->second;
}

std::optional<Error> UsageKeeper::forgetAll()
{
    m_writer.waitForDone();
    ++m_generation;
    m_book = store::UsageBook();
    m_lastRun = {};
    m_documents.clear();
    const std::optional<Error> error = m_ledger ? m_ledger->forgetAll() : std::nullopt;
    Q_EMIT changed();
    return error;
}

} // namespace espalier::ui
