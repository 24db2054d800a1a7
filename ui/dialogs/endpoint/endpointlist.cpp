// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/endpointlist.h"

#include "engine/engine.h"
#include "text/endpointtext.h"
#include "text/valuetext.h"
#include "theme/statusdot.h"

#include <QEvent>

namespace espalier::ui {

static constexpr int kNameRole = Qt::UserRole;

EndpointList::EndpointList(Engine &engine, QWidget *parent)
    : QListWidget(parent)
    , m_engine(engine)
{
    setAccessibleName(tr("Endpoints"));
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setIconSize(statusDotSize(*this));
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item && !m_quiet)
            Q_EMIT chosenByHand(item->data(kNameRole).toString());
    });
}

void EndpointList::fill(const QString &unsaved)
{
    const QString before = chosen();
    m_quiet = true;
    clear();
    for (const EndpointInfo &info : m_engine.endpoints()) {
        auto *item = new QListWidgetItem(displayText(info.name), this);
        item->setData(kNameRole, info.name);
    }
    if (!unsaved.isEmpty()) {
        auto *item = new QListWidgetItem(tr("%1 (not kept yet)").arg(displayText(unsaved)), this);
        item->setData(kNameRole, unsaved);
    }
    m_quiet = false;
    refresh();
    choose(before);
}

void EndpointList::refresh()
{
    const QList<EndpointInfo> all = m_engine.endpoints();
    for (int row = 0; row < count(); ++row) {
        const EndpointState state =
            row < all.size() ? endpointState(m_engine, all.at(row)) : EndpointState::Incomplete;
        item(row)->setIcon(statusDot(endpointDot(state), *this));
        item(row)->setData(Qt::AccessibleDescriptionRole, endpointStateText(state));
    }
}

void EndpointList::choose(const QString &endpoint)
{
    m_quiet = true;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(kNameRole).toString() == endpoint)
            setCurrentRow(row);
    }
    m_quiet = false;
}

QString EndpointList::chosen() const
{
    return currentItem() ? currentItem()->data(kNameRole).toString() : QString();
}

void EndpointList::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && count() > 0)
        refresh();
}

} // namespace espalier::ui
