// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/insetheader.h"

#include "theme/tokens.h"

#include <QPainter>

namespace espalier::ui {

InsetHeader::InsetHeader(int inset, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_inset(inset)
{
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void InsetHeader::setInset(int inset)
{
    m_inset = inset;
    viewport()->update();
}

void InsetHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (visualIndex(section) != 0) {
        QHeaderView::paintSection(painter, rect, section);
        return;
    }
    const Tokens &tokens = tokensFor(palette());
    painter->fillRect(rect, tokens.panel);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line);
    painter->save(); // or what comes after paints with what this section has set
    QHeaderView::paintSection(painter, rect.adjusted(m_inset, 0, 0, 0), section);
    painter->restore();
}

QSize InsetHeader::sectionSizeFromContents(int section) const
{
    const QSize size = QHeaderView::sectionSizeFromContents(section);
    return visualIndex(section) == 0 ? size + QSize(m_inset, 0) : size;
}

} // namespace espalier::ui
