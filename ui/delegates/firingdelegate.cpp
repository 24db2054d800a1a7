// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delegates/firingdelegate.h"

#include "models/firinglistmodel.h"
#include "theme/tokens.h"

#include <QPainter>

namespace espalier::ui {

using Model = FiringListModel;

void FiringDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &tokens = tokensFor(option.palette);
    const auto level = static_cast<Model::Level>(index.data(Model::LevelRole).toInt());
    const bool loud = index.column() >= Model::HookColumn && level != Model::Level::Plain;
    const QColor loudColour = level == Model::Level::Failed ? tokens.brick : tokens.amber;
    const bool full = index.data(Model::HookRole).toBool() && index.column() >= Model::HookColumn;
    const QRect cell = cellRect(option, index);
    painter->save();
    painter->setClipRect(option.rect);
    paintText(painter, textRect(cell, false), option, index.data().toString(),
              loud   ? loudColour
              : full ? tokens.text
                     : tokens.dim);
    painter->restore();
}

} // namespace espalier::ui
