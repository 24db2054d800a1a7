// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/notelist.h"

#include "delegates/statemark.h"
#include "text/valuetext.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace espalier::ui {

static constexpr int kPointerRole = Qt::UserRole;
static constexpr int kStateRole = Qt::UserRole + 1;
static constexpr int kBeforeMarks = 7; ///< pixels, before the 3 that every item has

NoteList::NoteList(QWidget *parent)
    : QListWidget(parent)
{
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(kBeforeMarks, 0, 0, 0); // its marks stand below the text of the value
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    setIconSize(QSize(size, size));
    setAccessibleName(tr("Issues and repairs"));
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            Q_EMIT chosen(item->data(kPointerRole).toString());
    });
    connect(this, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT chosen(item->data(kPointerRole).toString()); });
}

void NoteList::addNote(ValueState state, const QString &place, const QString &text, const QString &pointer)
{
    auto *item = new QListWidgetItem(this);
    item->setText(displayText(place.isEmpty() ? text : place + QStringLiteral("   ") + text));
    item->setToolTip(QString()); // tool tips may be taken for rich text: none
    item->setData(kPointerRole, pointer);
    item->setData(kStateRole, static_cast<int>(state));
    item->setIcon(markIcon(state));
}

int NoteList::heightOfRows(int most) const
{
    int height = 2 * frameWidth() + contentsMargins().top() + contentsMargins().bottom() + 4;
    for (int row = 0; row < std::min(count(), most); ++row)
        height += sizeHintForRow(row);
    return height;
}

void NoteList::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMarks();
}

void NoteList::paintMarks()
{
    for (int row = 0; row < count(); ++row)
        item(row)->setIcon(markIcon(static_cast<ValueState>(item(row)->data(kStateRole).toInt())));
}

QIcon NoteList::markIcon(ValueState state) const
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    QPixmap mark(QSize(size, size) * devicePixelRatioF());
    mark.setDevicePixelRatio(devicePixelRatioF());
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    paintStateMark(&painter, QRectF(0, 0, size, size), state, tokensFor(QApplication::palette()));
    return QIcon(mark);
}

} // namespace espalier::ui
