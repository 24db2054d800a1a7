// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "panels/wrongplaces.h"
#include "run/runresult.h"
#include "json/treechange.h"

#include <QSplitter>

class QLabel;
class QStackedWidget;

namespace espalier::ui {

class LiveTreeView;
class NoteList;
class PartialTreeModel;
class AnswerDelegate;
class ValuePane;

/// The answer as a tree; below it the selected value in full, what does not fit, and what was put right. The
/// model stays the caller's and must outlive the page.
class TreePage : public QSplitter
{
    Q_OBJECT

public:
    explicit TreePage(PartialTreeModel &model, QWidget *parent = nullptr);

    void begin();
    void follow();
    /// Marks and lists. Where it does not fit.
    WrongPlaces finish(const run::RunResult &result);
    /// Room for the list of what was found, taken from the rest. After the layout has its sizes.
    void makeRoomForNotes();
    [[nodiscard]] LiveTreeView &tree() { return *m_tree; }
    /// Off: nothing moves but what is new.
    void setMotion(bool motion);
    /// Selects the row of a place.
    void reveal(const QString &pointer);
    /// Selects the first row that is wrong; false when none is.
    bool revealFirstWrong();

Q_SIGNALS:
    /// The person wants to see the selected value's bytes.
    void rawWanted();

private:
    void buildTree();
    void showEmptyState();

    PartialTreeModel &m_model;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    LiveTreeView *m_tree;
    AnswerDelegate *m_delegate;
    ValuePane *m_value;
    NoteList *m_notes;
    QString m_firstWrong;
    bool m_hasWrong = false;
    bool m_ended = false; // the run is over
};

} // namespace espalier::ui
