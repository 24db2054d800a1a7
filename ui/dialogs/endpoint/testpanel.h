// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/connectiontest.h"

#include <QWidget>

#include <map>
#include <memory>

class QPushButton;

namespace espalier::ui {

class StepLine;

/// Test connection: a button, and a tick for each step while and after it is tested. One test at a time; the
/// button cancels it.
class TestPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TestPanel(QWidget *parent = nullptr);
    ~TestPanel() override;

    /// Follows a test, cancelling the one before.
    void follow(std::unique_ptr<ConnectionTest> test);
    /// Cancels, and forgets what was found: it is of another endpoint.
    void startOver();
    [[nodiscard]] bool isTesting() const { return m_test != nullptr; }

Q_SIGNALS:
    /// The button was pressed: follow() is awaited.
    void testAsked();
    void modelsListed(const std::vector<espalier::wire::ModelInfo> &models);
    /// The worst there was, when a test came to its end.
    void tested(espalier::ui::StepState worst);
    /// Beside the list of models: why it could not be had; empty when it could.
    void modelsSaid(const QString &text);

private:
    void showStep(ConnectionStep step, StepState state, const QString &detail, const Error &error);
    void finish();
    void drop();

    QPushButton *m_button;
    std::map<ConnectionStep, StepLine *> m_lines;
    std::map<ConnectionStep, StepState> m_states;
    QString m_complaint; ///< the first thing that was wrong
    std::unique_ptr<ConnectionTest> m_test;
};

} // namespace espalier::ui
