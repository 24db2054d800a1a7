// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The menus of MainWindow and the small things they do.

#include "panels/endpointbar.h"
#include "panels/recipepanel.h"
#include "panels/resultpanel.h"
#include "shell/examples.h"
#include "shell/mainwindow.h"
#include "theme/icons.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSplitter>

#include <array>

namespace espalier::ui {

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(icon(QStringLiteral("open")), tr("&Open text…"), QKeySequence::Open, this,
                    &MainWindow::openText);
    m_remember = file->addAction(tr("&Remember texts"));
    m_remember->setCheckable(true);
    m_remember->setToolTip(
        tr("Keep instructions, text and schema for the next start, in %1").arg(m_sessionFile.path()));
    file->setToolTipsVisible(true);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);

    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    edit->addAction(icon(QStringLiteral("copy")), tr("Copy answer as &JSON"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J), this,
                    [this] { QGuiApplication::clipboard()->setText(m_result->jsonText()); });

    QMenu *samples = menuBar()->addMenu(tr("E&xamples"));
    for (const Example &example : examples()) {
        samples->addAction(icon(QStringLiteral("samples")), example.name, this, [this, example] {
            m_recipe->setTexts(example.instructions, example.document, example.schema);
        });
    }

    QMenu *run = menuBar()->addMenu(tr("&Run"));
    m_try = run->addAction(icon(QStringLiteral("play")), tr("&Try"), this, &MainWindow::tryNow);
    m_try->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_stop = run->addAction(icon(QStringLiteral("stop")), tr("&Stop"), QKeySequence(Qt::Key_Escape), this,
                            &MainWindow::stop);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    buildThemeMenu(view);
    view->addSeparator();
    view->addAction(tr("&Next part of the window"), QKeySequence(Qt::Key_F6), this,
                    [this] { focusNextPane(1); });
    view->addAction(tr("&Previous part of the window"), QKeySequence(Qt::SHIFT | Qt::Key_F6), this,
                    [this] { focusNextPane(-1); });

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About Espalier"), this, &MainWindow::about);
}

void MainWindow::buildThemeMenu(QMenu *view)
{
    QMenu *menu = view->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    const std::array<std::pair<Theme::Choice, QString>, 3> choices{{{Theme::Choice::System, tr("&System")},
                                                                    {Theme::Choice::Light, tr("&Light")},
                                                                    {Theme::Choice::Dark, tr("&Dark")}}};
    for (const auto &[choice, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(choice == m_theme.choice());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] { m_theme.setChoice(choice); });
        connect(&m_theme, &Theme::choiceChanged, action,
                [action, choice = choice](Theme::Choice now) { action->setChecked(now == choice); });
    }
}

void MainWindow::openText()
{
    auto *dialog = new QFileDialog(this, tr("Open text"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_recipe, &RecipePanel::loadDocument);
    dialog->open();
}

void MainWindow::focusNextPane(int step)
{
    const std::array<QWidget *, 5> panes{m_endpoint, m_recipe->splitter()->widget(0),
                                         m_recipe->splitter()->widget(1), m_recipe->splitter()->widget(2),
                                         m_result};
    const int count = static_cast<int>(panes.size());
    int at = 0;
    for (int i = 0; i < count; ++i) {
        if (focusWidget() && panes[static_cast<std::size_t>(i)]->isAncestorOf(focusWidget()))
            at = i;
    }
    QWidget *next = panes[static_cast<std::size_t>((at + step + count) % count)];
    for (QWidget *inside : next->findChildren<QWidget *>()) {
        if (inside->focusPolicy() & Qt::TabFocus && inside->isVisibleTo(this) && inside->isEnabled()) {
            inside->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void MainWindow::about()
{
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Espalier"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Espalier %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(tr("A model's streamed answer, trained to grow along a schema.\n\nFree software: "
                               "GNU General Public License, "
                               "version 3 or later."));
    box->open();
}

} // namespace espalier::ui
