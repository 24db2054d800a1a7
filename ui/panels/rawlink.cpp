// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/rawlink.h"

#include "models/partialtreemodel.h"
#include "panels/answerviews.h"
#include "widgets/livetreeview.h"

#include <QItemSelectionModel>
#include <QScopedValueRollback>

#include <algorithm>

namespace espalier::ui {

RawLink::RawLink(const PartialTreeModel &model, LiveTreeView &tree, RawView &raw, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_tree(tree)
    , m_raw(raw)
{
    connect(tree.selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { markCurrent(!m_selecting); });
    connect(&raw, &RawView::byteChosen, this, &RawLink::selectAt);
}

void RawLink::begin()
{
    m_origin = TextOrigin();
    m_ended = m_sameText = false;
    m_raw.mark(0, 0, false);
}

void RawLink::follow(const json::TreeChanges &changes)
{
    m_origin.take(changes);
    if (m_tree.currentIndex().data(PartialTreeModel::OpenRole).toBool())
        markCurrent(false);
}

void RawLink::finish(const run::RunResult &result)
{
    m_ended = true;
    m_sameText = m_origin.inOrder() && result.text.size() == m_raw.byteCount();
    markCurrent(false);
}

quint64 RawLink::exactUpTo() const
{
    // At the end the sizes tell; until then what the changes said, up to the first byte that was replaced.
    if (m_ended)
        return m_sameText ? m_raw.byteCount() : 0;
    return std::min<quint64>(m_origin.knownUpTo(), m_raw.firstReplaced().value_or(m_raw.byteCount()));
}

void RawLink::markCurrent(bool bring)
{
    const QModelIndex current = m_tree.currentIndex();
    const QVariant begin = current.data(PartialTreeModel::BeginRole);
    const quint64 exact = exactUpTo();
    if (!begin.isValid() || begin.toULongLong() >= exact) {
        m_raw.mark(0, 0, false);
        return;
    }
    const quint64 end = current.data(PartialTreeModel::EndRole).toULongLong();
    m_raw.mark(begin.toULongLong(), end == 0 ? exact : std::min(end, exact), bring);
}

void RawLink::selectAt(quint64 byte)
{
    if (byte >= exactUpTo())
        return;
    const QScopedValueRollback selecting(m_selecting, true); // the text stays where the person looks
    m_tree.reveal(m_model.indexAtOffset(byte));
}

} // namespace espalier::ui
