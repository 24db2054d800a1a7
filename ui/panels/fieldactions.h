// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QObject>

#include <functional>

class QAction;

namespace espalier::schema {
struct FieldType;
}

namespace espalier::ui {

class FieldEditor;
class FieldsView;

/// What one can do with the selected fields, as actions of the view: its context menu and its keys. They are
/// enabled when they can be done. A child of the view.
class FieldActions : public QObject
{
    Q_OBJECT

public:
    explicit FieldActions(FieldsView &view);

    /// Puts a field behind the current one, or into the current group, and edits its name.
    void add();
    /// Gives a field that kind; of a choice its values are asked for first, in a small window at its cell.
    void setType(const QString &pointer, const schema::FieldType &type);
    /// Also an action that shows more of the current field: detailsWanted().
    void offerDetails();

Q_SIGNALS:
    void detailsWanted();

private:
    struct Place
    {
        QString group;
        int row = 0;
    };
    QAction *make(const QString &text, const QList<QKeySequence> &keys, std::function<void()> what);
    void update();
    /// Where a new field goes.
    [[nodiscard]] Place placeForNew() const;
    [[nodiscard]] bool inOneGroup() const;
    void moveBy(int step);
    void nest();
    void unnest();
    void copy();
    void paste();

    FieldsView &m_view;
    FieldEditor &m_editor;
    QList<QAction *> m_onFields; ///< need a selection
    QAction *m_paste = nullptr;
    QAction *m_add = nullptr;
    QAction *m_own = nullptr;
};

} // namespace espalier::ui
