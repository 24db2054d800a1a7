// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QList>
#include <QPointer>
#include <QString>

class QAction;
class QLineEdit;
class QListWidget;
class QMenu;
class QMenuBar;

namespace espalier::ui {

/// A command of the menus as one line: "Theme › Dark".
struct Command
{
    QString path; ///< menus and text, without mnemonics
    QPointer<QAction> action;
};

/// Every command of the menus that can be given now, in their order.
[[nodiscard]] QList<Command> commandsOf(const QMenuBar &menus);
/// Whether every word of `typed` begins a word of `path` or stands in it; letter case does not count.
[[nodiscard]] bool matches(const QString &path, const QString &typed);

/// All commands in one list, found by typing a few letters of them. Return gives the chosen one and closes,
/// Escape closes. Deletes itself.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const QMenuBar &menus, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &typed);
    void give();

    QList<Command> m_commands;
    QLineEdit *m_typed;
    QListWidget *m_list;
};

} // namespace espalier::ui
