// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"

#include "models/summary.h"
#include "models/treebatch.h"
#include "text/valuetext.h"
#include "json/writer.h"

#include <QStringList>

#include <algorithm>
#include <tuple>
#include <utility>

namespace espalier::ui {

using json::TreeOp;

PartialTreeModel::PartialTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void PartialTreeModel::setExpected(ExpectedShapes shapes)
{
    beginResetModel();
    m_shapes = std::move(shapes);
    restart();
    endResetModel();
}

void PartialTreeModel::restart()
{
    m_markedFields.clear();
    m_tree.clear(m_shapes.root());
}

void PartialTreeModel::apply(const json::TreeChanges &changes)
{
    const auto isReset = [](const json::TreeChange &change) { return change.op == TreeOp::Reset; };
    const auto lastReset = std::find_if(changes.rbegin(), changes.rend(), isReset);
    const bool reset = lastReset != changes.rend();
    if (reset) {
        beginResetModel();
        restart();
    }
    TreeBatch batch(*this, reset);
    for (auto change = lastReset.base() == changes.begin() ? changes.begin() : lastReset.base();
         change != changes.end(); ++change)
        batch.take(*change);
    batch.finish();
    if (reset)
        endResetModel();
    Q_EMIT applied();
}

void PartialTreeModel::announce(std::vector<LiveNode *> &changed)
{
    const auto place = [](const LiveNode *node) {
        return std::make_tuple(reinterpret_cast<std::uintptr_t>(node->parent), rowOf(*node));
    };
    std::sort(changed.begin(), changed.end(),
              [&](const LiveNode *left, const LiveNode *right) { return place(left) < place(right); });
    static const QList<int> roles{Qt::DisplayRole, FullTextRole, RawValueRole, StateRole,
                                  OpenRole,        ChipRole,     WordRole,     Qt::AccessibleTextRole,
                                  MarkTextRole,    OwnStateRole, EndRole};
    for (std::size_t first = 0; first < changed.size();) {
        std::size_t last = first;
        while (last + 1 < changed.size() && changed[last + 1]->parent == changed[first]->parent &&
               rowOf(*changed[last + 1]) == rowOf(*changed[last]) + 1)
            ++last;
        Q_EMIT dataChanged(indexFor(changed[first], FieldColumn), indexFor(changed[last], StateColumn),
                           roles);
        first = last + 1;
    }
}

static bool isUnasked(const LiveNode &node)
{
    return node.id != json::kNoNode && node.hasKey && !node.shape && node.container &&
           node.container->shape && !node.container->shape->members.empty();
}

LiveNode *PartialTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<LiveNode *>(index.internalPointer()) : m_tree.top();
}

QModelIndex PartialTreeModel::indexFor(const LiveNode *node, int column) const
{
    if (!node || node == m_tree.top())
        return {};
    return createIndex(rowOf(*node), column, node);
}

QModelIndex PartialTreeModel::indexOf(json::NodeId id, Column column) const
{
    return indexFor(m_tree.find(id), column);
}

QModelIndex PartialTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const LiveNode *node = nodeAt(parent);
    const auto at = static_cast<std::size_t>(row);
    return createIndex(row, column,
                       at < node->rows.size() ? node->rows[at] : node->expected[at - node->rows.size()]);
}

QModelIndex PartialTreeModel::parent(const QModelIndex &index) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::DoNotUseParent));
    return index.isValid() ? indexFor(nodeAt(index)->parent) : QModelIndex();
}

int PartialTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const LiveNode *node = nodeAt(parent);
    return static_cast<int>(node->rows.size() + node->expected.size());
}

int PartialTreeModel::columnCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : ColumnCount;
}

bool PartialTreeModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

Qt::ItemFlags PartialTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled;
}

QVariant PartialTreeModel::text(const LiveNode &node, int column) const
{
    switch (column) {
    case FieldColumn:
        if (node.role == LiveNode::Role::Page)
            return pageText(node.index + 1, node.index + static_cast<std::uint32_t>(node.rows.size()));
        if (node.hasKey)
            return node.key.isEmpty() ? emptyNameWord() : shortened(node.key, false);
        return node.container == m_tree.top() && m_tree.top()->id == json::kNoNode ? rootText()
                                                                                   : itemText(node.index);
    case ValueColumn:
        return valueSummary(node);
    case StateColumn:
        return chipText(node);
    default:
        return {};
    }
}

QString PartialTreeModel::spokenText(const LiveNode &node) const
{
    QStringList parts{text(node, FieldColumn).toString(), valueSummary(node)};
    const QString chip = chipText(node);
    parts.append(chip.isEmpty() ? stateText(shownState(node)) : chip);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QVariant PartialTreeModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::DoNotUseParent));
    const LiveNode &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column());
    case Qt::AccessibleTextRole: // the first cell speaks for its row; its state is painted as a mark: say it
        return index.column() == FieldColumn   ? spokenText(node)
               : index.column() == StateColumn ? stateText(shownState(node))
                                               : text(node, index.column());
    case PointerRole:
        return QString::fromStdString(pointerOf(node));
    case FullTextRole:
        return node.isContainer() ? QString::fromStdString(json::writePretty(valueOf(node))) : node.text;
    case RawValueRole:
        return QString::fromStdString(json::writePretty(valueOf(node)));
    case KindRole:
        return static_cast<int>(node.kind);
    case StateRole:
        return static_cast<int>(shownState(node));
    case OpenRole:
        if (node.role == LiveNode::Role::Page)
            return node.container->nodeState == json::NodeState::Open && node.container->rows.back() == &node;
        return node.id != json::kNoNode && node.nodeState == json::NodeState::Open;
    case ContainerRole:
        return node.id != json::kNoNode && node.isContainer();
    case PageRole:
        return node.role == LiveNode::Role::Page;
    case ChipRole:
        return chipText(node);
    case MarkTextRole:
        return node.markText;
    case TakenForAbsentRole:
        return node.takenForAbsent;
    case OwnStateRole:
        return static_cast<int>(ownState(node));
    case ExpectedRole:
        return node.role == LiveNode::Role::Expected && node.id == json::kNoNode;
    case UnaskedRole:
        return isUnasked(node);
    case BeginRole:
        return node.id != json::kNoNode ? QVariant::fromValue<qulonglong>(node.begin) : QVariant();
    case EndRole:
        return node.id != json::kNoNode ? QVariant::fromValue<qulonglong>(node.end) : QVariant();
    case WordRole:
        return index.column() == FieldColumn ? node.hasKey && node.key.isEmpty() : saysWord(node);
    default:
        return {};
    }
}

QVariant PartialTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FieldColumn:
        return tr("Field");
    case ValueColumn:
        return tr("Value");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

} // namespace espalier::ui
