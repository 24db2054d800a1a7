// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/treemenu.h"

#include "models/partialtreemodel.h"
#include "widgets/livetreeview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

namespace espalier::ui {

static void addCopy(LiveTreeView &tree, const QString &text, const QKeySequence &keys, int role)
{
    auto *action = new QAction(text, &tree);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(action, &QAction::triggered, &tree, [&tree, role] {
        const QModelIndex current = tree.currentIndex();
        if (current.isValid())
            QGuiApplication::clipboard()->setText(current.data(role).toString());
    });
    tree.addAction(action);
}

void addTreeMenu(LiveTreeView &tree)
{
    addCopy(tree, LiveTreeView::tr("&Copy value"), QKeySequence::Copy, PartialTreeModel::FullTextRole);
    addCopy(tree, LiveTreeView::tr("Copy as &JSON"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
            PartialTreeModel::RawValueRole);
    addCopy(tree, LiveTreeView::tr("Copy &place (JSON Pointer)"),
            QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), PartialTreeModel::PointerRole);
    tree.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace espalier::ui
