// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "shell/runcontroller.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QListView;
class QStackedWidget;

namespace espalier::ui {

class AttemptListModel;
class DimLabel;

/// The attempts of the run: a line each on one time axis, and below them what is wrong first with the one
/// that is selected. The last one is selected until a person selects another.
///
/// Connect begin, follow and end to a RunController's begun, progressed and ended. The bars move at most ten
/// times a second, and not at all after the end.
class AttemptsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptsPanel(QWidget *parent = nullptr);
    ~AttemptsPanel() override;

    [[nodiscard]] AttemptListModel &model() { return *m_model; }

public Q_SLOTS:
    /// A run begins, with its first attempt.
    void begin();
    /// The same run asks again: the attempt so far ended with `result`, `allowed` are made at most.
    void askAgain(const espalier::run::RunResult &result, int allowed);
    void follow(const espalier::ui::RunProgress &progress);
    void end(const espalier::run::RunResult &result);
    /// Forgets what is shown: another document, another recipe.
    void clear();

private:
    void selectLast();
    void showDetail();

    AttemptListModel *m_model;
    QStackedWidget *m_stack;
    QListView *m_list;
    QWidget *m_detail;
    DimLabel *m_detailTitle;
    QLabel *m_detailPointer;
    DimLabel *m_detailText;
    QElapsedTimer m_clock;
    QTimer m_tick;
};

} // namespace espalier::ui
