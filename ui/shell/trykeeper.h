// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"
#include "store/trystore.h"

#include <QObject>
#include <QString>

namespace espalier::ui {

/// Keeps every try: what was asked when it begins, what came of it when it ends. The store stays the caller's
/// and must outlive this.
class TryKeeper : public QObject
{
    Q_OBJECT

public:
    explicit TryKeeper(store::TryStore &store, QObject *parent = nullptr);

    /// What is asked now. `mode`: the one that is used, never Auto.
    void begin(const RunOrder &order, const recipe::Recipe &recipe, int recipeVersion, wire::AnswerMode mode);
    /// The end of the run that began last. kept() or failed() follows before this returns.
    void end(const run::RunResult &result);
    /// Whether tries are written at all.
    void setKeeping(bool keeping) { m_keeping = keeping; }

Q_SIGNALS:
    void kept(const QString &id);
    void failed(const espalier::Error &error);

private:
    store::TryStore &m_store;
    store::TryRecord m_record;
    bool m_open = false; ///< a run began and has not ended
    bool m_keeping = true;
};

} // namespace espalier::ui
