// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QModelIndex>
#include <QObject>

class QAction;

namespace espalier::ui {

class LiveTreeView;

/// The context menu of the tree and its keys: copy the value, the value as JSON, the place as JSON Pointer,
/// of one row or several; why the field is empty; its bytes.
class TreeMenu : public QObject
{
    Q_OBJECT

public:
    explicit TreeMenu(LiveTreeView &tree);

Q_SIGNALS:
    /// "Why is this field empty?" was asked of the current row.
    void whyWanted();
    /// The current row's bytes in the raw text.
    void rawWanted();

private:
    QAction *add(const QString &text, const QString &iconName, const QKeySequence &keys);
    void addCopy(const QString &text, const QKeySequence &keys, QString (*words)(const QModelIndexList &));

    LiveTreeView &m_tree;
};

/// Gives the tree its menu, which it owns.
TreeMenu *addTreeMenu(LiveTreeView &tree);

/// What is copied of rows, in the order they are given: the values, a line each; one value as JSON, several
/// as a JSON list; the places, a line each.
[[nodiscard]] QString valuesText(const QModelIndexList &rows);
[[nodiscard]] QString jsonText(const QModelIndexList &rows);
[[nodiscard]] QString placesText(const QModelIndexList &rows);

} // namespace espalier::ui
