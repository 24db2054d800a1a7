// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/partialtreemodel.h"

#include "models/summary.h"
#include "models/treebatch.h"
#include "text/valuetext.h"
#include "json/writer.h"

#include <QStringList>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <utility>

namespace espalier::ui {

using json::TreeOp;

static constexpr std::size_t kSpansATurn = 100; // signals; a millisecond or two

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
    m_marked.clear();
    m_toTell.clear();
    m_laterMarks.clear();
    m_laterMarked.clear();
    m_badSuperseded = false;
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
    announceLaterMarks();
    if (!m_toTell.empty()) // before rows go
        announceSpans(std::exchange(m_toTell, {}), m_told, std::numeric_limits<std::size_t>::max());
    TreeBatch batch(*this, reset);
    for (auto change = lastReset.base() == changes.begin() ? changes.begin() : lastReset.base();
         change != changes.end(); ++change)
        batch.take(*change);
    batch.finish();
    if (reset)
        endResetModel();
    Q_EMIT applied();
}

/// Rows that follow one another stand side by side then.
static void sortByPlace(std::vector<LiveNode *> &nodes)
{
    struct Placed
    {
        std::uintptr_t parent;
        int row;
        LiveNode *node;
    };
    std::vector<Placed> placed;
    placed.reserve(nodes.size());
    for (LiveNode *node : nodes)
        placed.push_back({reinterpret_cast<std::uintptr_t>(node->parent), rowOf(*node), node});
    std::sort(placed.begin(), placed.end(), [](const Placed &left, const Placed &right) {
        return left.parent != right.parent ? left.parent < right.parent : left.row < right.row;
    });
    for (std::size_t i = 0; i < placed.size(); ++i)
        nodes[i] = placed[i].node;
}

void PartialTreeModel::announce(std::vector<LiveNode *> &changed)
{
    sortByPlace(changed);
    announceSpans(changed, 0, changed.size());
}

/// One signal for rows that follow one another. Where the next call goes on, after so many signals.
std::size_t PartialTreeModel::announceSpans(const std::vector<LiveNode *> &sorted, std::size_t first,
                                            std::size_t most)
{
    static const QList<int> roles{Qt::DisplayRole, FullTextRole, RawValueRole, StateRole,
                                  OpenRole,        ChipRole,     WordRole,     Qt::AccessibleTextRole,
                                  MarkTextRole,    OwnStateRole, EndRole};
    for (std::size_t count = 0; first < sorted.size() && count < most; ++count) {
        std::size_t last = first;
        while (last + 1 < sorted.size() && sorted[last + 1]->parent == sorted[first]->parent &&
               rowOf(*sorted[last + 1]) == rowOf(*sorted[last]) + 1)
            ++last;
        Q_EMIT dataChanged(indexFor(sorted[first], FieldColumn), indexFor(sorted[last], StateColumn), roles);
        first = last + 1;
    }
    return first;
}

/// The marks are set: a view that paints meanwhile shows them. The signals come in turns, because one for
/// each of a hundred thousand records would hold up the person for seconds.
void PartialTreeModel::announceInTurns(std::vector<LiveNode *> changed)
{
    const bool waiting = !m_toTell.empty();
    if (waiting) {
        changed.insert(changed.end(), m_toTell.begin() + static_cast<std::ptrdiff_t>(m_told), m_toTell.end());
        std::sort(changed.begin(), changed.end());
        changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    }
    sortByPlace(changed);
    m_toTell = std::move(changed);
    m_told = announceSpans(m_toTell, 0, kSpansATurn);
    if (m_told == m_toTell.size())
        m_toTell.clear();
    else if (!waiting)
        QTimer::singleShot(0, this, &PartialTreeModel::announceMore);
}

void PartialTreeModel::announceMore()
{
    if (m_toTell.empty())
        return;
    m_told = announceSpans(m_toTell, m_told, kSpansATurn);
    if (m_told < m_toTell.size())
        QTimer::singleShot(0, this, &PartialTreeModel::announceMore);
    else
        m_toTell.clear();
}

static bool isUnasked(const LiveNode &node)
{
    return node.id != json::kNoNode && node.hasKey && !node.shape && node.container &&
           node.container->shape && !node.container->shape->members.empty() &&
           !node.container->shape->names(node.key);
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
