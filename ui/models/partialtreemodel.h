// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/livetree.h"
#include "schema/growingunions.h"
#include "json/treechange.h"

#include <QAbstractItemModel>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace espalier::ui {

/// Something said of a value afterwards: that it does not fit, or what was put right in it.
struct ValueMark
{
    QString pointer;                        ///< JSON Pointer (RFC 6901) from the answer's root
    ValueState state = ValueState::Invalid; ///< Invalid or Repaired
    QString text;                           ///< a few words for people
    bool takenForAbsent = false;            ///< it came as null and is read as if it had not come
    bool missing = false; ///< about a member that did not come: it gets a row when it has none
};

/// What became of marks.
struct MarksSet
{
    std::size_t wrong = 0;            ///< rows that are marked Invalid
    std::vector<std::size_t> rowless; ///< those of them whose place has no row, as positions among all marks
};

/// Something found wrong with a value while others still come.
struct GrowingMark
{
    json::NodeId node = json::kNoNode;
    QString text;    ///< a few words for people
    QString missing; ///< the member of it that is missing, when it is about one: its row is marked
};

/// The growing answer as a tree of rows: Field, Value, State. What it shows is always exactly the tree that
/// the changes so far make (json::PartialTree), and below it the fields that the schema expects and that have
/// not come.
///
/// Applies whole lists of changes: one insertion per run of new siblings, one dataChanged per span of changed
/// rows, and a reset only when the list holds TreeOp::Reset. Rows never move and are removed only when an
/// expected field comes in another order than expected. Work: O(changes), whatever the size of the tree.
/// Thread: GUI.
class PartialTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { FieldColumn, ValueColumn, StateColumn, ColumnCount };
    enum Role {
        PointerRole = Qt::UserRole, ///< QString, JSON Pointer
        FullTextRole,               ///< QString, the whole value as plain text; containers: pretty JSON
        RawValueRole,               ///< QString, the value as JSON
        KindRole,                   ///< json::Value::Kind as int
        StateRole,                  ///< ValueState as int, the worst inside included
        OpenRole,                   ///< bool: the value itself is still growing
        ContainerRole,              ///< bool: an object or a list
        PageRole,                   ///< bool: a page of a long list
        ChipRole,                   ///< QString, the state in words
        WordRole,                   ///< bool: what the column shows is a word about the value or name
        MarkTextRole,               ///< QString, what was said of the value afterwards, in full
        OwnStateRole,               ///< ValueState as int, of the value itself, without what is inside
        ExpectedRole,               ///< bool: a field of the schema that has not come
        UnaskedRole,                ///< bool: a member the schema does not name where it names others
        BeginRole,                  ///< qulonglong, byte of the answer's text it begins with; only of values
        TakenForAbsentRole,         ///< bool: a null that is read as if the field had not come
        EndRole,                    ///< qulonglong, past its last byte; 0 while it grows; only of values
    };

    explicit PartialTreeModel(QObject *parent = nullptr);

    /// What the next answers should have; shown at once as absent fields. Resets the model.
    void setExpected(ExpectedShapes shapes);
    [[nodiscard]] const ExpectedShapes &expected() const { return m_shapes; }
    /// Applies changes, oldest first.
    void apply(const json::TreeChanges &changes);
    /// Unions of values that are there have lost branches: what the one that is left expects is expected,
    /// too. O(changes) but for the members of those objects.
    void narrow(const std::vector<schema::BranchesLeft> &unions);
    /// Marks values as Invalid while the answer grows, in order; the first mark of a value stays. Takes those
    /// out of `marks` whose values are there and finished, or gone; the others are still to come. O(depth) a
    /// mark.
    void addMarks(std::vector<GrowingMark> &marks);
    /// Replaces all marks; a field that is missing can be marked like a value. O(marks before and now, times
    /// depth), whatever the size of the tree; O(tree) only when something bad was superseded before. Invalid
    /// ones are set at once, of the others the first kMarksAtOnce; the rest, and the announcing of many,
    /// follows in turns of the event loop.
    MarksSet setMarks(std::vector<ValueMark> marks);
    static constexpr std::size_t kMarksAtOnce = 2000;

    /// The row of that place, an invalid index when there is none.
    [[nodiscard]] QModelIndex indexOf(const QString &pointer, Column column = FieldColumn) const;
    [[nodiscard]] QModelIndex indexOf(json::NodeId id, Column column = FieldColumn) const;
    /// The innermost value whose bytes hold `offset` of the answer's text; an invalid index when none does.
    [[nodiscard]] QModelIndex indexAtOffset(std::uint64_t offset) const;
    /// The value that came last; an invalid index when none has a row.
    [[nodiscard]] QModelIndex latest() const;
    [[nodiscard]] std::size_t valueCount() const { return m_tree.valueCount(); }
    /// The nodes themselves, for models that show the same answer in another way.
    [[nodiscard]] const LiveTree &tree() const { return m_tree; }
    /// The whole answer as far as it is visible; nullopt before its first byte. O(tree).
    [[nodiscard]] std::optional<json::Value> value() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// A list of changes has been applied; last in every apply().
    void applied();

private:
    friend class TreeBatch;

    [[nodiscard]] LiveNode *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexFor(const LiveNode *node, int column = FieldColumn) const;
    [[nodiscard]] QVariant text(const LiveNode &node, int column) const;
    [[nodiscard]] QString spokenText(const LiveNode &node) const;
    void restart();
    void expectMore(LiveNode *object, const ExpectedShape *shape);
    LiveNode *missingField(LiveNode *object, const QString &key);
    void announce(std::vector<LiveNode *> &changed);
    std::size_t announceSpans(const std::vector<LiveNode *> &sorted, std::size_t first, std::size_t most);
    void announceInTurns(std::vector<LiveNode *> changed);
    void announceMore();
    void setMoreMarks();
    void announceLaterMarks();

    ExpectedShapes m_shapes;
    std::vector<LiveNode *> m_marked; ///< values and expected fields with a mark
    std::vector<LiveNode *> m_toTell; ///< look different and have not been announced, from m_told on
    std::size_t m_told = 0;
    std::vector<ValueMark> m_laterMarks; ///< still to be set, from m_nextMark on
    std::size_t m_nextMark = 0;
    std::vector<LiveNode *> m_laterMarked; ///< by those that were set since; not announced yet
    bool m_marksOnTheirWay = false;        ///< a turn for them is ordered
    bool m_badSuperseded = false;          ///< what is said to be inside of some is so no more
    mutable LiveTree m_tree; // an index hands its node out mutable, like Qt's own internal pointers
    std::uint32_t m_batch = 0;
};

} // namespace espalier::ui
