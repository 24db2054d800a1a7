// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/treemenu.h"

#include "models/partialtreemodel.h"
#include "theme/icons.h"
#include "widgets/livetreeview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace espalier::ui {

static QStringList eachOf(const QModelIndexList &rows, int role)
{
    QStringList out;
    for (const QModelIndex &row : rows)
        out.append(row.data(role).toString());
    return out;
}

QString valuesText(const QModelIndexList &rows)
{
    return eachOf(rows, PartialTreeModel::FullTextRole).join(u'\n');
}

QString jsonText(const QModelIndexList &rows)
{
    const QStringList values = eachOf(rows, PartialTreeModel::RawValueRole);
    return values.size() == 1 ? values.first() : u'[' + values.join(QStringLiteral(",\n")) + u']';
}

QString placesText(const QModelIndexList &rows)
{
    return eachOf(rows, PartialTreeModel::PointerRole).join(u'\n');
}

/// The selected rows from top to bottom.
static QModelIndexList selectedRows(const LiveTreeView &tree)
{
    QModelIndexList rows = tree.selectionModel()->selectedRows();
    if (rows.isEmpty() && tree.currentIndex().isValid())
        rows.append(tree.currentIndex());
    const auto path = [](QModelIndex index) {
        QList<int> out;
        for (; index.isValid(); index = index.parent())
            out.prepend(index.row());
        return out;
    };
    std::sort(rows.begin(), rows.end(), [&path](const QModelIndex &left, const QModelIndex &right) {
        return path(left) < path(right);
    });
    return rows;
}

TreeMenu::TreeMenu(LiveTreeView &tree)
    : QObject(&tree)
    , m_tree(tree)
{
    addCopy(tr("&Copy value"), QKeySequence::Copy, valuesText);
    addCopy(tr("Copy as &JSON"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), jsonText);
    addCopy(tr("Copy &place (JSON Pointer)"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), placesText);
    auto *line = new QAction(&tree);
    line->setSeparator(true);
    tree.addAction(line);
    connect(add(tr("&Why is this empty?"), QString(), QKeySequence(Qt::Key_F1)), &QAction::triggered, this,
            &TreeMenu::whyWanted);
    connect(add(tr("Show in the &raw text"), QString(), QKeySequence(Qt::CTRL | Qt::Key_U)),
            &QAction::triggered, this, &TreeMenu::rawWanted);
    tree.setContextMenuPolicy(Qt::ActionsContextMenu);
}

QAction *TreeMenu::add(const QString &text, const QString &iconName, const QKeySequence &keys)
{
    auto *action = new QAction(text, &m_tree);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_tree.addAction(action);
    return action;
}

void TreeMenu::addCopy(const QString &text, const QKeySequence &keys,
                       QString (*words)(const QModelIndexList &))
{
    connect(add(text, QStringLiteral("copy"), keys), &QAction::triggered, this, [this, words] {
        const QModelIndexList rows = selectedRows(m_tree);
        if (!rows.isEmpty())
            QGuiApplication::clipboard()->setText(words(rows));
    });
}

TreeMenu *addTreeMenu(LiveTreeView &tree)
{
    return new TreeMenu(tree);
}

} // namespace espalier::ui
