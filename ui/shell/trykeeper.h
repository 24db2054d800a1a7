// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"
#include "store/trystore.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

namespace espalier::ui {

/// Keeps every try: what was asked when it begins, what came of it when it ends. The store stays the caller's
/// and must outlive this. Writes in a thread of its own, one after the other: an answer of 20 MB takes a
/// second. The end of this waits for what is being written.
class TryKeeper : public QObject
{
    Q_OBJECT

public:
    explicit TryKeeper(store::TryStore &store, QObject *parent = nullptr);
    ~TryKeeper() override;

    /// What is asked, as a record without a result.
    [[nodiscard]] static store::TryRecord recordOf(const RunOrder &order, const recipe::Recipe &recipe,
                                                   int recipeVersion, wire::AnswerMode mode);
    /// What is asked now. `mode`: the one that is used, never Auto.
    void begin(const RunOrder &order, const recipe::Recipe &recipe, int recipeVersion, wire::AnswerMode mode);
    /// The end of the run that began last. kept() or failed() follows from the event loop, unless nothing is
    /// kept.
    void end(const run::RunResult &result);
    /// Whether tries are written at all.
    void setKeeping(bool keeping) { m_keeping = keeping; }

Q_SIGNALS:
    void kept(const QString &id);
    void failed(const espalier::Error &error);

private:
    void tell(const Result<std::string, Error> &id);

    store::TryStore &m_store;
    QThreadPool m_writer;
    store::TryRecord m_record;
    bool m_open = false; ///< a run began and has not ended
    bool m_keeping = true;
};

} // namespace espalier::ui
