// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/answerdelegate.h"

#include "delegates/statemark.h"
#include "models/partialtreemodel.h"
#include "theme/fonts.h"
#include "theme/styleshapes.h"

#include <QPainter>

#include <algorithm>

namespace espalier::ui {

using Model = PartialTreeModel;

static constexpr int kMark = 16;
static constexpr int kGap = 8;
static constexpr int kChipPad = 8;
static constexpr int kBesideChip = 12;

static QFont chipFont(const QFont &font)
{
    return scaledFont(font, 0.86);
}

static ValueState stateOf(const QModelIndex &index)
{
    return static_cast<ValueState>(index.data(Model::StateRole).toInt());
}

QSize AnswerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {80, std::max(kMark, option.fontMetrics.height()) + 12};
}

int AnswerDelegate::stateWidth(const QFont &font, const QString &words)
{
    return QFontMetrics(chipFont(font)).horizontalAdvance(words) + 2 * kChipPad + kBesideChip;
}

void AnswerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setFont(option.font);
    switch (index.column()) {
    case Model::FieldColumn:
        paintField(painter, option, index, tokens);
        break;
    case Model::ValueColumn:
        paintValue(painter, option, index, tokens);
        break;
    case Model::StateColumn:
        paintState(painter, option, index, tokens);
        break;
    default:
        break;
    }
    painter->restore();
}

void AnswerDelegate::paintField(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index, const Tokens &tokens)
{
    const ValueState state = stateOf(index);
    const bool page = index.data(Model::PageRole).toBool();
    QRect rect = option.rect.adjusted(2, 0, -4, 0);
    if (!page || state > ValueState::Superseded) {
        const QRectF mark(rect.left(), rect.center().y() - kMark / 2.0 + 0.5, kMark, kMark);
        paintStateMark(painter, mark, state, tokens);
    }
    rect.setLeft(rect.left() + kMark + kGap);
    const bool faint = state == ValueState::Absent || state == ValueState::Superseded;
    const bool word = index.data(Model::WordRole).toBool();
    painter->setPen(faint ? tokens.faint : page || word ? tokens.dim : tokens.text);
    QFont font = option.font;
    font.setStrikeOut(state == ValueState::Superseded);
    painter->setFont(font);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

void AnswerDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index, const Tokens &tokens) const
{
    const bool container = index.data(Model::ContainerRole).toBool();
    const bool growing = m_motion && !container && index.data(Model::OpenRole).toBool();
    const bool word = index.data(Model::WordRole).toBool();
    const ValueState state = stateOf(index);
    const QRect rect = option.rect.adjusted(6, 0, -8, 0);
    const bool faint = state == ValueState::Absent || state == ValueState::Superseded;
    // While it grows, its end is what one wants to see.
    const QString text = option.fontMetrics.elidedText(
        index.data().toString(), growing ? Qt::ElideLeft : Qt::ElideRight, rect.width() - 3);
    painter->setPen(faint ? tokens.faint : container || word ? tokens.dim : tokens.text);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    if (growing) {
        const int at =
            rect.left() + std::min(option.fontMetrics.horizontalAdvance(text), rect.width() - 3) + 1;
        const int height = option.fontMetrics.height();
        painter->fillRect(QRect(at, rect.center().y() - height / 2, 2, height), tokens.blue);
    }
}

void AnswerDelegate::paintState(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index, const Tokens &tokens)
{
    const QString words = index.data(Model::ChipRole).toString();
    if (words.isEmpty())
        return;
    const ValueState state = stateOf(index);
    const QFont font = chipFont(option.font);
    const QFontMetrics metrics(font);
    painter->setFont(font);
    const int pad = kChipPad;
    const int room = option.rect.width() - kBesideChip - 2 * pad;
    const QString text = metrics.elidedText(words, Qt::ElideRight, room);
    const int height = metrics.height() + 6;
    // One kind of chip for all; what is well says so in grey.
    const bool quiet = state == ValueState::Complete || state == ValueState::Superseded;
    const QRect chip(option.rect.left() + 4, option.rect.center().y() - height / 2 + 1,
                     metrics.horizontalAdvance(text) + 2 * pad, height);
    paintBox(painter, chip, quiet ? mixed(tokens.ground, tokens.panel, 0.6) : stateGround(state, tokens),
             quiet ? tokens.line : mixed(stateColour(state, tokens), tokens.line, 0.3), height / 2.0);
    painter->setPen(quiet ? tokens.dim : stateColour(state, tokens));
    painter->drawText(chip.adjusted(pad, 0, -pad, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      text);
}

} // namespace espalier::ui
