// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/filteredit.h"

#include <QAbstractButton>

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

} // namespace espalier::ui
