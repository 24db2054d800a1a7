// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/dropzone.h"

#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>

namespace espalier::ui {

static constexpr int kPadding = 14;

QStringList localFiles(const QMimeData *data)
{
    QStringList out;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            out.append(url.toLocalFile());
    }
    return out;
}

DropZone::DropZone(const QString &text, const QString &note, QWidget *parent)
    : QAbstractButton(parent)
    , m_note(note)
{
    setText(text);
    setAccessibleName(text);
    setAccessibleDescription(note);
    setAcceptDrops(true);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

static QFont noteFont(const QFont &font)
{
    return scaledFont(font, 11.0 / 13.0);
}

int DropZone::heightForWidth(int width) const
{
    const QRect note = QFontMetrics(noteFont(font()))
                           .boundingRect(QRect(0, 0, width - 2 * kPadding, 1000),
                                         Qt::AlignHCenter | Qt::TextWordWrap, m_note);
    return fontMetrics().height() + 4 + note.height() + 2 * kPadding;
}

QSize DropZone::sizeHint() const
{
    const int width = fontMetrics().horizontalAdvance(text()) + 4 * kPadding;
    return {width, heightForWidth(width)};
}

void DropZone::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Tokens &tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lively = m_hovered || underMouse() || hasFocus();
    QPen pen(lively ? tokens.leaf : mixed(tokens.faint, tokens.line, 0.4), 1, Qt::CustomDashLine);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(m_hovered ? QBrush(tokens.leafSoft) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QRect inside = rect().adjusted(kPadding, kPadding, -kPadding, -kPadding);
    painter.setPen(tokens.dim);
    painter.drawText(inside, Qt::AlignHCenter | Qt::AlignTop, text());
    inside.setTop(inside.top() + fontMetrics().height() + 4);
    painter.setFont(noteFont(font()));
    painter.drawText(inside, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_note);
}

void DropZone::setHovered(bool hovered)
{
    m_hovered = hovered;
    update();
}

void DropZone::dragEnterEvent(QDragEnterEvent *event)
{
    if (localFiles(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setHovered(true);
}

void DropZone::dragLeaveEvent(QDragLeaveEvent *event)
{
    Q_UNUSED(event)
    setHovered(false);
}

void DropZone::dropEvent(QDropEvent *event)
{
    setHovered(false);
    event->acceptProposedAction();
    Q_EMIT dropped(localFiles(event->mimeData()));
}

} // namespace espalier::ui
