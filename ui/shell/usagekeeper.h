// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "store/usageledger.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <map>
#include <optional>
#include <string>

namespace espalier::ui {

/// Keeps what was used: each run in the ledger, and in memory what the last run and each document used since
/// the program began. Writes in a thread of its own, one after the other; its end waits for what is being
/// written. Thread: GUI.
class UsageKeeper : public QObject
{
    Q_OBJECT

public:
    /// `path`: of the ledger's file; empty: figures are kept in memory only.
    explicit UsageKeeper(const QString &path, QObject *parent = nullptr);
    ~UsageKeeper() override;

    /// A run is over. changed() follows, from the event loop where it is written.
    void add(const QString &document, const std::string &endpoint, const std::string &model,
             const run::RunResult &result);
    /// Whether runs are written at all.
    void setKeeping(bool keeping) { m_keeping = keeping; }
    /// All that is kept; read from the file with the first call.
    [[nodiscard]] const store::UsageBook &book();
    [[nodiscard]] const store::UsageSums &lastRun() const { return m_lastRun; }
    [[nodiscard]] store::UsageSums document(const QString &name) const;
    /// Forgets all of it, also what is being written. Errors: CannotWrite.
    [[nodiscard]] std::optional<Error> forgetAll();
    [[nodiscard]] QString path() const { return m_ledger ? m_ledger->path() : QString(); }

Q_SIGNALS:
    void changed();
    void failed(const espalier::Error &error);

private:
    void take(const Result<store::UsageBook, Error> &book, int generation);

    std::optional<store::UsageLedger> m_ledger;
    QThreadPool m_writer;
    std::optional<store::UsageBook> m_book;
    store::UsageSums m_lastRun;
    std::map<QString, store::UsageSums> m_documents;
    int m_generation = 0; ///< what was begun before all was forgotten counts no more
    bool m_keeping = true;
};

} // namespace espalier::ui
