// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/testpanel.h"

#include "dialogs/endpoint/stepline.h"
#include "theme/icons.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

TestPanel::TestPanel(QWidget *parent)
    : QWidget(parent)
    , m_button(new QPushButton)
{
    m_button->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const std::pair<ConnectionStep, QString> steps[] = {
        {ConnectionStep::Address, tr("Address")}, {ConnectionStep::Reach, tr("Reachable")},
        {ConnectionStep::Tls, tr("TLS")},         {ConnectionStep::Key, tr("Key")},
        {ConnectionStep::Models, tr("Models")},
    };
    for (const auto &[step, name] : steps) {
        m_lines[step] = new StepLine(name);
        layout->addWidget(m_lines[step]);
    }
    layout->addSpacing(6);
    layout->addWidget(m_button, 0, Qt::AlignLeft);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_test)
            m_test->cancel();
        else
            Q_EMIT testAsked();
    });
    startOver();
}

TestPanel::~TestPanel() = default;

void TestPanel::follow(std::unique_ptr<ConnectionTest> test)
{
    startOver();
    m_test = std::move(test);
    m_button->setText(tr("&Cancel the test"));
    connect(m_test.get(), &ConnectionTest::step, this, &TestPanel::showStep);
    connect(m_test.get(), &ConnectionTest::modelsListed, this, &TestPanel::modelsListed);
    connect(m_test.get(), &ConnectionTest::finished, this, &TestPanel::finish);
}

void TestPanel::startOver()
{
    drop();
    m_states.clear();
    m_complaint.clear();
    for (const auto &[step, line] : m_lines)
        line->reset();
}

/// It may be what is calling: it goes later, and is not heard any more.
void TestPanel::drop()
{
    m_button->setText(tr("&Test connection"));
    m_button->setIcon(icon(QStringLiteral("refresh")));
    if (!m_test)
        return;
    m_test->disconnect(this);
    m_test.release()->deleteLater();
}

void TestPanel::showStep(ConnectionStep step, StepState state, const QString &detail, const Error &error)
{
    m_lines.at(step)->setState(state, detail, error);
    m_states[step] = state;
    const bool wrong = state == StepState::Bad || state == StepState::Warning;
    if (wrong && m_complaint.isEmpty())
        m_complaint = error.kind == ErrorKind::None ? detail : QString::fromStdString(error.message);
}

void TestPanel::finish()
{
    StepState worst = StepState::Good;
    for (auto &[step, state] : m_states) {
        if (state == StepState::Running) { // cancelled
            state = StepState::NotAsked;
            m_lines.at(step)->setState(state, tr("cancelled"), {});
            worst = StepState::NotAsked;
        }
    }
    for (const auto &[step, state] : m_states) {
        if (state == StepState::Bad || (state == StepState::Warning && worst != StepState::Bad))
            worst = state;
    }
    drop();
    Q_EMIT modelsSaid(m_complaint);
    Q_EMIT tested(worst);
}

} // namespace espalier::ui
