// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/documentdelegate.h"

#include "delegates/statemark.h"
#include "models/documentlistmodel.h"
#include "theme/fonts.h"
#include "theme/styleshapes.h"

#include <QPainter>

#include <QtMath>

#include <algorithm>

namespace espalier::ui {

static constexpr int kMark = 16;
static constexpr int kMargin = 12;
static constexpr int kGap = 8;
static constexpr int kLeastGap = 7; // between name and words

void paintListRow(QPainter *painter, const QStyleOptionViewItem &option)
{
    const Tokens &tokens = tokensFor(option.palette);
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, tokens.selection);
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), tokens.leaf);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, mixed(tokens.selection, tokens.ground, 0.6));
    }
    const bool keyboard =
        option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange;
    if (keyboard)
        paintBox(painter, option.rect.adjusted(3, 1, -1, -1), QColor(), tokens.leaf, 3);
}

QSize DocumentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {120, std::max(kMark, option.fontMetrics.height()) + 14};
}

void DocumentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    painter->save();
    paintListRow(painter, option);
    const auto state = static_cast<ValueState>(index.data(DocumentListModel::StateRole).toInt());
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    paintStateMark(painter, QRectF(rect.left(), rect.center().y() - kMark / 2.0 + 0.5, kMark, kMark), state,
                   tokens);
    rect.setLeft(rect.left() + kMark + kGap);

    // The name is what one looks for: the words are there only where it leaves them room.
    const QFont small = scaledFont(option.font, 11.0 / 13.0);
    const QFontMetrics smallMetrics(small);
    // Rounded up: a name is cut when its room is too small by part of a pixel.
    const int name = qCeil(QFontMetricsF(option.font).horizontalAdvance(index.data().toString()));
    const int room = std::max(rect.width() - name - kLeastGap, 0);
    const QString words = index.data(DocumentListModel::WordsRole).toString();
    const int wanted = smallMetrics.horizontalAdvance(words);
    const int wordsWidth = wanted <= room ? wanted : 0;
    painter->setFont(small);
    painter->setPen(tokens.dim);
    if (wordsWidth > 0)
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, words);

    rect.setRight(rect.right() - (wordsWidth > 0 ? wordsWidth + kLeastGap : 0));
    painter->setFont(option.font);
    painter->setPen(tokens.text);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, rect.width()));
    painter->restore();
}

void DocumentDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &index) const
{
    Q_UNUSED(index)
    editor->setGeometry(option.rect.adjusted(kMargin + kMark, 0, -4, 0));
}

} // namespace espalier::ui
