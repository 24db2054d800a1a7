// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// FieldTreeModel: dragging rows, and dropping what comes as JSON.

#include "models/fieldeditor.h"
#include "models/fieldtreemodel.h"
#include "json/read.h"

#include <QMimeData>
#include <QStringList>

namespace espalier::ui {

/// Names the rows of one model, for a move inside it: its address and the pointers, one a line.
static constexpr char kOwnFormat[] = "application/x-espalier-fields";

static QByteArray ownerOf(const FieldTreeModel *model)
{
    return QByteArray::number(reinterpret_cast<quintptr>(model));
}

Qt::DropActions FieldTreeModel::supportedDropActions() const
{
    return Qt::MoveAction | Qt::CopyAction;
}

QStringList FieldTreeModel::mimeTypes() const
{
    return {QLatin1String(kOwnFormat), QStringLiteral("text/plain"), QStringLiteral("application/json")};
}

QMimeData *FieldTreeModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList pointers;
    for (const QModelIndex &index : indexes) {
        if (const QString pointer = index.data(PointerRole).toString();
            index.column() == NameColumn && !pointers.contains(pointer))
            pointers.append(pointer);
    }
    if (pointers.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    const QString text = m_editor.copied(pointers);
    data->setText(text);
    data->setData(QStringLiteral("application/json"), text.toUtf8());
    // A pointer may hold a line break: each is written as JSON would be, percent-encoded.
    QByteArray own = ownerOf(this);
    for (const QString &pointer : pointers)
        own += '\n' + pointer.toUtf8().toPercentEncoding();
    data->setData(QLatin1String(kOwnFormat), own);
    return data;
}

QStringList FieldTreeModel::ownPointers(const QMimeData *data) const
{
    QList<QByteArray> lines = data->data(QLatin1String(kOwnFormat)).split('\n');
    if (lines.takeFirst() != ownerOf(this))
        return {};
    QStringList out;
    for (const QByteArray &line : lines)
        out.append(QString::fromUtf8(QByteArray::fromPercentEncoding(line)));
    return out;
}

bool FieldTreeModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                     const QModelIndex &parent) const
{
    Q_UNUSED(row)
    Q_UNUSED(column)
    const bool group = !parent.isValid() || (field(parent).type.kind == schema::FieldKind::Group);
    if (!isEditable() || !group || (!parent.isValid() && m_form == schema::RootForm::Answer))
        return false;
    return action == Qt::IgnoreAction || !ownPointers(data).isEmpty() || data->hasText();
}

bool FieldTreeModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                  const QModelIndex &parent)
{
    if (action == Qt::IgnoreAction)
        return true;
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const QModelIndex group = parent.siblingAtColumn(0);
    const int at = row < 0 ? rowCount(group) : row;
    const QStringList own = ownPointers(data);
    if (action == Qt::MoveAction && !own.isEmpty())
        return m_editor.move(own, groupOf(group), at);
    return m_editor.paste(data->text(), groupOf(group), at);
}

} // namespace espalier::ui
