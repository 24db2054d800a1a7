// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/trydelegate.h"

#include "delegates/statemark.h"
#include "models/trylistmodel.h"
#include "theme/fonts.h"

#include <QPainter>

namespace espalier::ui {

using Model = TryListModel;

static void paintDay(QPainter *painter, const QStyleOptionViewItem &option, const QString &text,
                     const Tokens &tokens)
{
    painter->setFont(sectionFont());
    painter->setPen(tokens.dim);
    painter->drawText(option.rect.adjusted(12, 0, -12, -5),
                      Qt::AlignBottom | Qt::AlignLeft | Qt::TextSingleLine, text);
}

static QColor colourOf(int column, ValueState state, const Tokens &tokens)
{
    switch (column) {
    case Model::WhenColumn:
    case Model::RecipeColumn:
        return tokens.text;
    case Model::OutcomeColumn:
        return state == ValueState::Complete ? tokens.dim : stateColour(state, tokens);
    default:
        return tokens.dim;
    }
}

void TryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    const QRect cell = cellRect(option, index);
    painter->save();
    painter->setClipRect(option.rect);
    if (index.data(Model::DayRole).toBool()) {
        paintDay(painter, option, index.data().toString(), tokens);
    } else {
        const auto state = static_cast<ValueState>(index.data(Model::StateRole).toInt());
        const bool first = index.column() == Model::WhenColumn;
        if (first)
            paintStateMark(painter, markRect(cell), state, tokens);
        paintText(painter, textRect(cell, first), option, index.data().toString(),
                  colourOf(index.column(), state, tokens));
    }
    painter->restore();
}

} // namespace espalier::ui
