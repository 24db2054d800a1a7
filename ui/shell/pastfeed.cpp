// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/pastfeed.h"

#include "models/freeelsewhere.h"
#include "models/partialtreemodel.h"
#include "models/trypicture.h"
#include "panels/resultpanel.h"

#include <utility>

namespace espalier::ui {

PastFeed::PastFeed(PartialTreeModel &model, ResultPanel &result)
    : m_model(model)
    , m_result(result)
{
    connect(&m_batcher, &ChangeBatcher::ready, this, [this](const json::TreeChanges &changes) {
        m_model.apply(changes);
        m_result.follow(changes);
    });
    connect(&m_batcher, &ChangeBatcher::drained, this, &PastFeed::end);
}

PastFeed::~PastFeed() = default;

void PastFeed::show(std::unique_ptr<TryPicture> picture, ExpectedShapes expected)
{
    cancel();
    m_picture = std::move(picture);
    m_model.setExpected(std::move(expected));
    m_result.begin();
    m_result.addRaw(QString::fromStdString(m_picture->result.text));
    if (m_picture->changes.size() > kAtOnce) {
        m_batcher.take(std::move(m_picture->changes));
        return;
    }
    m_model.apply(m_picture->changes);
    m_result.follow(m_picture->changes);
    end();
}

void PastFeed::cancel()
{
    m_batcher.clear();
    if (m_picture)
        freeElsewhere(std::exchange(m_picture, {}));
}

void PastFeed::end()
{
    const std::unique_ptr<TryPicture> picture = std::exchange(m_picture, {});
    m_result.finish(picture->result, false);
    freeElsewhere(std::move(*picture));
    Q_EMIT shown();
}

} // namespace espalier::ui
