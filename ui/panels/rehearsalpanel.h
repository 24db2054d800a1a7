// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hookbench.h"
#include "models/rehearsalmodel.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QLineEdit;
class QListView;
class QPushButton;

namespace espalier::ui {

class DimLabel;

/// Plays faults on a practice endpoint of its own against the limits, rules and checks of the moment, and
/// shows each request and wait on a time axis, at their real pace. Touches neither answer nor history.
///
/// One rehearsal at a time. The bench stays the caller's and must outlive the panel; deleting the panel ends
/// what runs.
class RehearsalPanel : public QWidget
{
    Q_OBJECT

public:
    /// What would be asked now; nullopt: nothing can be.
    using Order = std::function<std::optional<RunOrder>()>;

    explicit RehearsalPanel(QWidget *parent = nullptr);
    ~RehearsalPanel() override;

    /// Before that nothing can be rehearsed.
    void setSource(HookBench &bench, Order order);
    [[nodiscard]] bool isRunning() const { return m_run != nullptr; }
    [[nodiscard]] const RehearsalModel &model() const { return m_model; }
    void start();
    void stop();

Q_SIGNALS:
    /// Once for each start(), nothing after it.
    void ended(const espalier::run::RunResult &result);

private:
    QWidget *makeChoice();
    void checkFaults();
    void finish(const run::RunResult &result);
    void updateButton();

    HookBench *m_bench = nullptr;
    Order m_order;
    std::unique_ptr<LiveRun> m_run;
    RehearsalModel m_model;
    QElapsedTimer m_clock;
    QTimer m_tick;
    QComboBox *m_choice;
    QLineEdit *m_faults;
    DimLabel *m_problem;
    QPushButton *m_button;
    QListView *m_list;
    DimLabel *m_sentence;
};

} // namespace espalier::ui
