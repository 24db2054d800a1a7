// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/trykeeper.h"

#include <QDateTime>

#include <memory>
#include <utility>

namespace espalier::ui {

TryKeeper::TryKeeper(store::TryStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    m_writer.setMaxThreadCount(1);
}

TryKeeper::~TryKeeper()
{
    m_writer.waitForDone();
}

store::TryRecord TryKeeper::recordOf(const RunOrder &order, const recipe::Recipe &recipe, int recipeVersion,
                                     wire::AnswerMode mode)
{
    store::TryRecord out;
    out.startedMs = QDateTime::currentMSecsSinceEpoch();
    out.recipe = recipe;
    out.recipeVersion = recipeVersion;
    out.documentName = order.documentName.toStdString();
    out.document = order.document.toStdString();
    out.endpoint = order.endpoint.name.toStdString();
    out.model = order.model.toStdString();
    out.mode = mode;
    return out;
}

void TryKeeper::begin(const RunOrder &order, const recipe::Recipe &recipe, int recipeVersion,
                      wire::AnswerMode mode)
{
    m_record = recordOf(order, recipe, recipeVersion, mode);
    m_open = true;
}

void TryKeeper::end(const run::RunResult &result)
{
    if (!std::exchange(m_open, false) || !m_keeping)
        return;
    m_record.result = result;
    auto record = std::make_shared<const store::TryRecord>(std::exchange(m_record, {}));
    m_writer.start([this, record = std::move(record)] {
        QMetaObject::invokeMethod(
            this, [this, id = m_store.add(*record)] { tell(id); }, Qt::QueuedConnection);
    });
}

void TryKeeper::tell(const Result<std::string, Error> &id)
{
    if (!id)
        Q_EMIT failed(id.error());
    else if (!id->empty())
        Q_EMIT kept(QString::fromStdString(*id));
}

} // namespace espalier::ui
