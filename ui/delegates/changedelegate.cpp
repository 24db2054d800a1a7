// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/changedelegate.h"

#include "delegates/changemark.h"
#include "models/changerowsmodel.h"

#include <QPainter>

namespace espalier::ui {

using Model = ChangeRowsModel;

/// Each side in the colour of what became of it; words about a value are dim.
static QColor sideColour(const QModelIndex &index, ChangeMark mark, const Tokens &tokens)
{
    if (index.data(Model::WordRole).toBool())
        return tokens.faint;
    const bool before = index.column() == Model::BeforeColumn;
    switch (mark) {
    case ChangeMark::Changed:
        return before ? tokens.brick : tokens.leaf;
    case ChangeMark::Added:
        return tokens.leaf;
    case ChangeMark::Removed:
        return tokens.brick;
    case ChangeMark::Same:
    case ChangeMark::Moved:
        break;
    }
    return tokens.dim;
}

void ChangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    const auto mark = static_cast<ChangeMark>(index.data(Model::MarkRole).toInt());
    const QString text = index.data().toString();
    const bool same = mark == ChangeMark::Same;
    const QRect cell = cellRect(option, index);
    painter->save();
    painter->setClipRect(option.rect);
    switch (index.column()) {
    case Model::NameColumn:
        paintChangeMark(painter, markRect(cell), mark, tokens);
        paintText(painter, textRect(cell, true), option, text, same ? tokens.dim : tokens.text);
        break;
    case Model::ChangeColumn:
        paintChip(painter, cell, option, text, same ? tokens.faint : changeColour(mark, tokens),
                  same ? QColor() : changeGround(mark, tokens));
        break;
    default:
        paintText(painter, textRect(cell, false), option, text, sideColour(index, mark, tokens));
        break;
    }
    painter->restore();
}

} // namespace espalier::ui
