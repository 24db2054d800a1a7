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
    m_moreText.setSingleShot(true);
    connect(&m_moreText, &QTimer::timeout, this, &PastFeed::showText);
}

PastFeed::~PastFeed() = default;

void PastFeed::show(std::unique_ptr<TryPicture> picture, ExpectedShapes expected)
{
    cancel();
    m_picture = std::move(picture);
    m_model.setExpected(std::move(expected));
    m_result.begin();
    m_told = 0;
    showText();
}

/// All of it before the tree, whose end wants to know how much there was.
void PastFeed::showText()
{
    m_result.addRaw(m_picture->text.mid(m_told, kTextAtOnce));
    m_told += kTextAtOnce;
    if (m_told < m_picture->text.size())
        m_moreText.start(0);
    else
        showTree();
}

void PastFeed::showTree()
{
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
    m_moreText.stop();
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
