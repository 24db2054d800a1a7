// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/documentlistmodel.h"

#include "text/valuetext.h"

#include <algorithm>

namespace espalier::ui {

void DocumentListModel::setDocuments(const QList<TextDocument> &documents)
{
    beginResetModel();
    m_documents = documents;
    endResetModel();
    Q_EMIT contentChanged();
}

int DocumentListModel::add(const TextDocument &document)
{
    const int row = static_cast<int>(m_documents.size());
    insert(row, document);
    return row;
}

void DocumentListModel::insert(int row, const TextDocument &document)
{
    const int at = std::clamp(row, 0, static_cast<int>(m_documents.size()));
    beginInsertRows({}, at, at);
    m_documents.insert(at, document);
    endInsertRows();
    Q_EMIT contentChanged();
}

void DocumentListModel::removeAt(int row)
{
    if (!has(row))
        return;
    beginRemoveRows({}, row, row);
    m_documents.removeAt(row);
    endRemoveRows();
    Q_EMIT contentChanged();
}

void DocumentListModel::setText(int row, const QString &text)
{
    if (!has(row) || m_documents.at(row).text == text)
        return;
    TextDocument &document = m_documents[row];
    document.text = text;
    document.state = ValueState::Absent;
    document.words.clear();
    Q_EMIT dataChanged(index(row), index(row), {TextRole, StateRole, WordsRole, Qt::AccessibleTextRole});
    Q_EMIT contentChanged();
}

void DocumentListModel::setState(int row, ValueState state, const QString &words)
{
    if (!has(row))
        return;
    m_documents[row].state = state;
    m_documents[row].words = words;
    Q_EMIT dataChanged(index(row), index(row), {StateRole, WordsRole, Qt::AccessibleTextRole});
}

int DocumentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_documents.size());
}

static QString wordsOf(const TextDocument &document)
{
    if (!document.words.isEmpty())
        return document.words;
    if (document.text.isEmpty())
        return DocumentListModel::tr("empty");
    return numberOf(document.text.size(), DocumentListModel::tr("1 character"),
                    DocumentListModel::tr("%1 characters"));
}

QVariant DocumentListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TextDocument &document = m_documents.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(document.name);
    case Qt::EditRole:
        return document.name;
    case Qt::ToolTipRole: // never taken for rich text
        return QStringLiteral("<p>%1</p>")
            .arg((document.path.isEmpty() ? document.name : document.path).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(displayText(document.name), wordsOf(document));
    case StateRole:
        return static_cast<int>(document.state);
    case WordsRole:
        return wordsOf(document);
    case TextRole:
        return document.text;
    default:
        return {};
    }
}

bool DocumentListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !index.isValid() || !has(index.row()) || name.isEmpty())
        return false;
    m_documents[index.row()].name = name;
    Q_EMIT dataChanged(index, index, {Qt::DisplayRole, Qt::EditRole, Qt::AccessibleTextRole});
    Q_EMIT contentChanged();
    return true;
}

Qt::ItemFlags DocumentListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : flags;
}

} // namespace espalier::ui
