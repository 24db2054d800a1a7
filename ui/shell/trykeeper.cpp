// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/trykeeper.h"

#include <QDateTime>

#include <utility>

namespace espalier::ui {

TryKeeper::TryKeeper(store::TryStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

void TryKeeper::begin(const RunOrder &order, const recipe::Recipe &recipe, int recipeVersion,
                      wire::AnswerMode mode)
{
    m_record = {};
    m_record.startedMs = QDateTime::currentMSecsSinceEpoch();
    m_record.recipe = recipe;
    m_record.recipeVersion = recipeVersion;
    m_record.documentName = order.documentName.toStdString();
    m_record.document = order.document.toStdString();
    m_record.endpoint = order.endpoint.name.toStdString();
    m_record.model = order.model.toStdString();
    m_record.mode = mode;
    m_open = true;
}

void TryKeeper::end(const run::RunResult &result)
{
    if (!std::exchange(m_open, false) || !m_keeping)
        return;
    m_record.result = result;
    const Result<std::string, Error> id = m_store.add(m_record);
    m_record = {};
    if (!id)
        Q_EMIT failed(id.error());
    else if (!id->empty())
        Q_EMIT kept(QString::fromStdString(*id));
}

} // namespace espalier::ui
