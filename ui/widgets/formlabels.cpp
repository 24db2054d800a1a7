// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/formlabels.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QWidget>

#include <algorithm>

namespace espalier::ui {

void levelLabels(QFormLayout &form)
{
    const int line = QLineEdit().sizeHint().height();
    for (int row = 0; row < form.rowCount(); ++row) {
        QLayoutItem *label = form.itemAt(row, QFormLayout::LabelRole);
        QLayoutItem *field = form.itemAt(row, QFormLayout::FieldRole);
        if (label && label->widget() && field)
            label->widget()->setFixedHeight(std::min(line, field->sizeHint().height()));
    }
}

} // namespace espalier::ui
