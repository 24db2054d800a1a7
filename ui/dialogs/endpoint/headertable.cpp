// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/headertable.h"

#include "base/redact.h"
#include "text/valuetext.h"

#include <utility>

namespace espalier::ui {

static const QString kDots = QStringLiteral("••••••••");

void HeaderTable::setHeaders(const std::vector<settings::ExtraHeader> &headers, bool stored)
{
    beginResetModel();
    m_rows.clear();
    for (const settings::ExtraHeader &header : headers) {
        Row &row = m_rows.emplace_back();
        row.header = header;
        if (header.secret && stored)
            row.storedName = header.name;
    }
    endResetModel();
}

std::vector<settings::ExtraHeader> HeaderTable::headers() const
{
    std::vector<settings::ExtraHeader> out;
    for (const Row &row : m_rows)
        out.push_back(row.header);
    return out;
}

int HeaderTable::addHeader()
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.emplace_back();
    endInsertRows();
    Q_EMIT edited();
    return row;
}

void HeaderTable::removeHeader(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

EnteredSecrets HeaderTable::entered(const settings::EndpointProfile &profile) const
{
    EnteredSecrets out;
    for (const Row &row : m_rows) {
        if (row.header.secret && !row.entered.isEmpty())
            out.insert_or_assign(settings::secretHeaderEntry(profile, row.header), row.entered.clone());
    }
    return out;
}

void HeaderTable::markStored()
{
    for (Row &row : m_rows) {
        if (row.entered.isEmpty())
            continue;
        row.storedName = row.header.name;
        row.entered.wipe();
    }
}

QString HeaderTable::withoutValue() const
{
    for (const Row &row : m_rows) {
        if (row.header.secret && row.entered.isEmpty() && row.storedName != row.header.name)
            return QString::fromStdString(row.header.name);
    }
    return {};
}

int HeaderTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HeaderTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant HeaderTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    const bool text = role == Qt::DisplayRole || role == Qt::EditRole;
    switch (index.column()) {
    case Name:
        return text ? QVariant(displayText(QString::fromStdString(row.header.name))) : QVariant();
    case Value:
        if (!row.header.secret)
            return text ? QVariant(QString::fromStdString(row.header.value)) : QVariant();
        if (role == Qt::DisplayRole)
            return row.entered.isEmpty() && row.storedName != row.header.name ? tr("enter the value") : kDots;
        return role == Qt::EditRole ? QVariant(QString()) : QVariant();
    default:
        return role == Qt::CheckStateRole ? QVariant(row.header.secret ? Qt::Checked : Qt::Unchecked)
                                          : QVariant();
    }
}

QVariant HeaderTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole
               ? QVariant(QStringList{tr("Header"), tr("Value"), tr("Secret")}.value(section))
               : QVariant();
}

Qt::ItemFlags HeaderTable::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return usual;
    return index.column() == IsSecret ? usual | Qt::ItemIsUserCheckable : usual | Qt::ItemIsEditable;
}

/// What becomes secret leaves the profile; what is no secret any more has to be entered again.
void HeaderTable::setSecret(Row &row, bool secret)
{
    if (secret == row.header.secret)
        return;
    row.header.secret = secret;
    if (secret)
        row.entered = secrets::Secret(row.header.value);
    else
        row.entered.wipe();
    row.header.value.clear();
}

bool HeaderTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid())
        return false;
    Row &row = m_rows.at(static_cast<std::size_t>(index.row()));
    const std::string text = value.toString().trimmed().toStdString();
    if (index.column() == IsSecret && role == Qt::CheckStateRole) {
        setSecret(row, value.toInt() == Qt::Checked || isSecretHeader(row.header.name));
    } else if (role != Qt::EditRole) {
        return false;
    } else if (index.column() == Name) {
        row.header.name = text;
        if (isSecretHeader(text))
            setSecret(row, true);
    } else if (!row.header.secret) {
        row.header.value = text;
    } else if (!text.empty()) { // an editor that was left empty replaces nothing
        row.entered = secrets::Secret(text);
    }
    Q_EMIT dataChanged(index.siblingAtColumn(Name), index.siblingAtColumn(IsSecret));
    Q_EMIT edited();
    return true;
}

} // namespace espalier::ui
