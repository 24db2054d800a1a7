// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/resulttablemodel.h"

#include "models/summary.h"
#include "text/valuetext.h"
#include "json/writer.h"

#include <algorithm>

namespace espalier::ui {

using Kind = json::Value::Kind;

static constexpr int kDeepestList = 4;        // groups around a list that is offered
static constexpr std::size_t kMostLists = 50; // that are offered

ResultTableModel::ResultTableModel(const PartialTreeModel &source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_source(source)
{
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(&source, &QAbstractItemModel::modelReset, this, [this] {
        m_finished = false;
        rebuild();
        endResetModel();
        Q_EMIT listsChanged();
    });
    rebuild();
}

/// Reads the source as it stands. Inside a reset.
void ResultTableModel::rebuild()
{
    m_lists.clear();
    m_list = nullptr;
    const LiveNode *top = m_source.tree().top();
    findLists(*top, 0);
    const auto wanted = std::find_if(m_lists.begin(), m_lists.end(), [this](const LiveNode *list) {
        return QString::fromStdString(pointerOf(*list)) == m_wanted;
    });
    show(wanted != m_lists.end() ? *wanted : m_lists.empty() ? nullptr : m_lists.front());
}

void ResultTableModel::findLists(const LiveNode &node, int depth)
{
    if (m_lists.size() >= kMostLists)
        return;
    if (node.id != json::kNoNode && node.kind == Kind::Array) {
        m_lists.push_back(&node);
        return;
    }
    if (depth > kDeepestList || node.kind != Kind::Object)
        return;
    for (std::uint32_t i = 0; i < node.valueCount; ++i) {
        if (const LiveNode *value = valueAt(node, i))
            findLists(*value, depth + 1);
    }
}

/// Inside a reset.
void ResultTableModel::show(const LiveNode *list)
{
    m_list = list;
    m_sorted.clear();
    m_rows = list ? static_cast<int>(list->valueCount) : 0;
    m_columns.begin(list && list->shape ? list->shape->items : nullptr);
    for (int row = 0; row < m_rows; ++row) {
        if (const LiveNode *node = rowNode(row))
            m_columns.takeAll(*node);
    }
    m_shownColumns = list ? static_cast<int>(m_columns.columns().size()) : 0;
}

void ResultTableModel::follow(const json::TreeChanges &changes)
{
    const bool reset = std::any_of(changes.begin(), changes.end(), [](const json::TreeChange &change) {
        return change.op == json::TreeOp::Reset;
    });
    if (reset)
        return; // the source's reset has brought everything
    const std::size_t before = m_lists.size();
    for (const json::TreeChange &change : changes) {
        if (change.op == json::TreeOp::Add && change.kind == Kind::Array)
            noteList(*m_source.tree().find(change.node));
    }
    if (m_list)
        grow(changes);
    if (m_lists.size() != before || m_list)
        Q_EMIT listsChanged();
}

void ResultTableModel::noteList(const LiveNode &node)
{
    if (m_lists.size() >= kMostLists || std::find(m_lists.begin(), m_lists.end(), &node) != m_lists.end())
        return;
    int depth = 0;
    for (const LiveNode *at = node.container; at; at = at->container) {
        if (at->kind != Kind::Object || ++depth > kDeepestList + 1)
            return;
    }
    m_lists.push_back(&node);
    if (m_list && QString::fromStdString(pointerOf(node)) != m_wanted)
        return;
    beginResetModel();
    show(&node);
    endResetModel();
}

void ResultTableModel::grow(const json::TreeChanges &changes)
{
    std::vector<int> changed;
    for (const json::TreeChange &change : changes) {
        const LiveNode *value = m_source.tree().find(change.node);
        const LiveNode *row = value ? rowNodeOf(*value, *m_list) : nullptr;
        if (!row)
            continue;
        if (change.op == json::TreeOp::Add)
            m_columns.take(*value, *row);
        const int at = static_cast<int>(row->index);
        if (at < m_rows && (changed.empty() || changed.back() != at))
            changed.push_back(at);
    }
    const int columns = static_cast<int>(m_columns.columns().size());
    if (columns > m_shownColumns) {
        beginInsertColumns({}, m_shownColumns, columns - 1);
        m_shownColumns = columns;
        endInsertColumns();
    }
    const int rows = static_cast<int>(m_list->valueCount);
    const bool first = m_rows == 0 || std::find(changed.begin(), changed.end(), 0) != changed.end();
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    tellChanged(changed);
    if (first && m_rows > 0 && m_shownColumns > 0) // it says on which side the headings stand
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, m_shownColumns - 1);
}

void ResultTableModel::tellChanged(std::vector<int> &rows)
{
    if (m_shownColumns == 0)
        return;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        Q_EMIT dataChanged(index(rows[first], 0), index(rows[last], m_shownColumns - 1));
        first = last + 1;
    }
}

void ResultTableModel::setFinished()
{
    m_finished = true;
    if (m_rows > 0 && m_shownColumns > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, m_shownColumns - 1));
}

QList<ResultTableModel::List> ResultTableModel::lists() const
{
    QList<List> out;
    for (const LiveNode *list : m_lists) {
        const QString pointer = QString::fromStdString(pointerOf(*list));
        QStringList names;
        for (const LiveNode *at = list; at && at->hasKey; at = at->container)
            names.prepend(at->key);
        const QString name = names.isEmpty() ? rootText() : shortened(names.join(u'.'), false);
        out.append({pointer, countedText(name, list->valueCount), list->valueCount});
    }
    return out;
}

QString ResultTableModel::chosen() const
{
    return m_list ? QString::fromStdString(pointerOf(*m_list)) : QString();
}

void ResultTableModel::choose(const QString &pointer)
{
    for (const LiveNode *list : m_lists) {
        if (QString::fromStdString(pointerOf(*list)) != pointer)
            continue;
        m_wanted = pointer;
        if (list == m_list)
            return;
        beginResetModel();
        show(list);
        endResetModel();
        return;
    }
}

const LiveNode *ResultTableModel::rowNode(int row) const
{
    const int at = m_sorted.empty() ? row : m_sorted[static_cast<std::size_t>(row)];
    return valueAt(*m_list, static_cast<std::uint32_t>(at));
}

json::Value ResultTableModel::listValue() const
{
    return m_list ? valueOf(*m_list) : json::Value();
}

json::Value ResultTableModel::cellValue(const QModelIndex &index) const
{
    const LiveNode *row = index.isValid() && m_list ? rowNode(index.row()) : nullptr;
    const LiveNode *cell =
        row ? cellOf(*row, columns()[static_cast<std::size_t>(index.column())].path) : nullptr;
    return cell ? valueOf(*cell) : json::Value();
}

int ResultTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ResultTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shownColumns;
}

/// Bounded: a list of texts as far as there is room, one that holds more than that by its count.
QString ResultTableModel::cellText(const LiveNode &cell) const
{
    if (cell.kind != Kind::Array)
        return valueSummary(cell);
    QString out;
    for (std::uint32_t i = 0; i < cell.valueCount && out.size() <= kShownCharacters; ++i) {
        const LiveNode *item = valueAt(cell, i);
        if (!item || item->isContainer())
            return valueSummary(cell);
        out += (i ? QStringLiteral("; ") : QString()) + item->text.left(kShownCharacters);
    }
    return out.isEmpty() ? valueSummary(cell) : shortened(out, false);
}

QVariant ResultTableModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const LiveNode *row = m_list ? rowNode(index.row()) : nullptr;
    const LiveNode *cell =
        row ? cellOf(*row, columns()[static_cast<std::size_t>(index.column())].path, true) : nullptr;
    const bool came = cell && cell->id != json::kNoNode;
    const ValueState state = cell ? shownState(*cell) : ValueState::Absent;
    switch (role) {
    case Qt::DisplayRole:
        if (!came)
            return state == ValueState::Invalid ? chipText(*cell) : QString();
        return cellText(*cell);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(came ? cellText(*cell) : QString(), stateText(state));
    case PointerRole:
        return cell ? QString::fromStdString(pointerOf(*cell)) : QString();
    case FullTextRole:
        if (!came)
            return QString();
        return cell->isContainer() ? QString::fromStdString(json::writeCompact(valueOf(*cell))) : cell->text;
    case StateRole:
        return static_cast<int>(state);
    case OpenRole:
        return came && cell->nodeState == json::NodeState::Open;
    case WordRole:
        return !came || saysWord(*cell) || cell->isContainer();
    case NumberRole:
        return came && cell->kind == Kind::Number;
    default:
        return {};
    }
}

/// The first item has a number there: headings of numbers stand above them, at the right.
bool ResultTableModel::isNumberColumn(int column) const
{
    const LiveNode *row = m_list && m_rows > 0 ? valueAt(*m_list, 0) : nullptr;
    const LiveNode *cell = row && column < m_shownColumns
                               ? cellOf(*row, columns()[static_cast<std::size_t>(column)].path)
                               : nullptr;
    return cell && cell->kind == Kind::Number;
}

QVariant ResultTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal && isNumberColumn(section))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Horizontal)
        return section < m_shownColumns ? columns()[static_cast<std::size_t>(section)].title : QString();
    if (section >= m_rows)
        return {};
    return itemText(
        static_cast<std::uint32_t>(m_sorted.empty() ? section : m_sorted[static_cast<std::size_t>(section)]));
}

} // namespace espalier::ui
