// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPersistentModelIndex>
#include <QSet>
#include <QString>
#include <QTreeView>

#include <vector>

namespace espalier::ui {

class PartialTreeModel;

/// Shows a PartialTreeModel while it grows.
///
/// What arrives is opened, up to kOpenRows rows; beyond that only what grows is open and closes again when it
/// is finished, so that the work per change does not grow with the answer. What a person opened or closed
/// stays so, also over a new attempt (remembered by JSON Pointer). The view follows the growth until a person
/// scrolls away or clicks a row, and follows again when they scroll to the end. The model stays the caller's
/// and must outlive the view.
class LiveTreeView : public QTreeView
{
    Q_OBJECT

public:
    static constexpr int kOpenRows = 300;

    explicit LiveTreeView(QWidget *parent = nullptr);
    void setLiveModel(PartialTreeModel *model);
    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Opens the way to a row, selects it and shows it. Stops following.
    void reveal(const QModelIndex &index);
    /// Begin anew: follow, and forget what a person opened or closed.
    void startOver();

protected:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void reset() override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareWidth();
    void openNew(const QModelIndex &index);
    void makeRoomBelow(const QModelIndex &index);
    bool openItself(const QModelIndex &index);
    void afterBatch();
    void noteUserScroll();
    void note(const QModelIndex &index, bool open);
    void rememberCurrent();

    PartialTreeModel *m_model = nullptr;
    bool m_following = true;
    bool m_own = false;  // an opening or closing of our own, not the person's
    int m_nameWidth = 0; // what we gave the columns; 0: nothing yet
    int m_stateWidth = 0;
    int m_widthBefore = 0;                        // of the field column, before a deep answer needed more
    int m_stepBefore = 0;                         // indentation before it became shorter
    int m_openRows = 0;                           // rows below what was opened for good
    std::vector<QPersistentModelIndex> m_passing; // open only while they grow
    QSet<QString> m_opened;
    QSet<QString> m_closed;
    QString m_current; // pointer of the row to select again after a reset
    bool m_restore = false;
};

} // namespace espalier::ui
