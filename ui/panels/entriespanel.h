// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hookbench.h"
#include "models/entrylistmodel.h"

#include <QWidget>

#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace espalier::ui {

class DimLabel;
class RowTree;

/// What checks and hooks have in common: a list of a recipe's entries with boxes to switch, the one that is
/// chosen in a form below, and a button that tries it. Each change is one step of the document's history.
/// Keys in the list: Insert adds, Delete removes, Alt+Up and Alt+Down move, Space switches.
class EntriesPanel : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] int current() const;
    void setCurrent(int row);
    /// Takes over what is still being typed; call it before a question is made.
    virtual void commit() = 0;
    /// What came of testWanted() with that ticket; an older one than the last is passed over.
    void showOutcome(int ticket, const QString &text, bool good);

Q_SIGNALS:
    /// The entry is to be tried.
    void testWanted(const espalier::json::Value &entry, int ticket);

protected:
    /// Everything that is said differently of checks and hooks.
    struct Words
    {
        QString name;  ///< of the list, for screen readers
        QString empty; ///< what belongs there
        QString add;   ///< on the button
        QString test;
        QString testTip;
        QString added; ///< in the history
        QString removed;
        QString moved;
        QString switched;
        QStringList headers;
    };
    EntriesPanel(const Words &words, EntryListModel::Cells cells, EntryListModel::Blocked blocked,
                 QWidget *parent = nullptr);

    /// The form below the list; owned from now on. Call once, from the constructor.
    void setForm(QWidget *form);
    /// Shows the recipe's entries as they are now.
    void showEntries();
    /// What is allowed has changed.
    void refresh();
    void editCurrent(const QString &label, const std::function<void(json::Value &)> &edit);
    [[nodiscard]] RowTree &list() const { return *m_list; }

    [[nodiscard]] virtual const json::Value::Array &entries() const = 0;
    virtual void setEntries(const json::Value::Array &entries, const QString &label) = 0;
    [[nodiscard]] virtual json::Value newEntry() const = 0;
    /// A person changed `before` (null: it is new) into `after`, which is not in the document yet.
    virtual void wrote(const json::Value &before, const json::Value &after) = 0;
    /// Fills the form; null: nothing is chosen.
    virtual void showEntry(const json::Value *entry) = 0;
    virtual void focusForm() = 0;

private:
    QAction *addVerb(const QString &text, const QList<QKeySequence> &keys, const std::function<void()> &act);
    QPushButton *buttonFor(QAction *verb);
    QWidget *makeListPage();
    QWidget *makeEmptyPage();
    void add();
    void remove();
    void move(int by);
    void test();
    void showCurrent();
    void change(const json::Value::Array &entries, const QString &label, int current);

    Words m_words;
    EntryListModel *m_model;
    QStackedWidget *m_pages;
    RowTree *m_list;
    QWidget *m_below; ///< form and test
    QPushButton *m_test;
    QLabel *m_outcome;
    QAction *m_remove = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    int m_ticket = 0;
    bool m_showing = false;
};

} // namespace espalier::ui
