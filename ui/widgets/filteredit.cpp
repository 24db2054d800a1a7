// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/filteredit.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace espalier::ui {

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    for (QAbstractButton *clear : findChildren<QAbstractButton *>()) {
        clear->setAccessibleName(tr("Empty the filter"));
        clear->setToolTip(tr("Empty the filter"));
    }
}

/// A key that empties it.
bool FilterEdit::isMeant(const QKeyEvent &key) const
{
    return key.key() == Qt::Key_Escape && key.modifiers() == Qt::NoModifier && !text().isEmpty();
}

bool FilterEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isMeant(*static_cast<QKeyEvent *>(event))) {
        event->accept(); // no shortcut of the window
        return true;
    }
    return QLineEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (isMeant(*event))
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace espalier::ui
