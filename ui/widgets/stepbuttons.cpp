// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/stepbuttons.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QPushButton>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::StepButtons)
};

void addStep(QWidget &window, QBoxLayout &row, const QString &title, const QKeySequence &key,
             const std::function<void()> &step)
{
    auto *verb = new QAction(title, &window);
    verb->setShortcut(key);
    window.addAction(verb);
    QObject::connect(verb, &QAction::triggered, &window, step);
    auto *button = new QPushButton(title);
    button->setToolTip(key.toString(QKeySequence::NativeText));
    button->setAutoDefault(false);
    QObject::connect(button, &QPushButton::clicked, verb, &QAction::trigger);
    row.addWidget(button);
}

} // namespace

void addStepButtons(QWidget &window, QBoxLayout &row, std::function<void(bool)> step)
{
    addStep(window, row, Text::tr("Previous difference"), QKeySequence(Qt::SHIFT | Qt::Key_F7),
            [step] { step(false); });
    addStep(window, row, Text::tr("Next difference"), QKeySequence(Qt::Key_F7), [step] { step(true); });
}

} // namespace espalier::ui
