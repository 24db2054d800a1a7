// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/secretdelegate.h"

#include "dialogs/endpoint/headertable.h"

#include <QLineEdit>

namespace espalier::ui {

QWidget *SecretDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    auto *line = qobject_cast<QLineEdit *>(editor);
    const bool secret =
        index.siblingAtColumn(HeaderTable::IsSecret).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    if (line && secret) {
        line->setEchoMode(QLineEdit::Password);
        line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        line->setContextMenuPolicy(Qt::NoContextMenu);
    }
    return editor;
}

} // namespace espalier::ui
