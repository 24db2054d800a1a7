// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/modeprobe.h"
#include "settings/endpointprofile.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace espalier::ui {

class AskBar;
class DimLabel;

/// Which modes work: a model, a button, what it would cost and whether to ask, then what was found, as it was
/// kept or as it comes. One probe at a time; the button stops it.
class ProbePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProbePanel(QWidget *parent = nullptr);
    ~ProbePanel() override;

    /// Another endpoint, or other models of it: stops what is asked, shows what is kept of the model last
    /// used.
    void setProfile(const settings::EndpointProfile &profile);
    /// The models to choose among; keeps the chosen one.
    void setModels(const std::vector<settings::ModelFacts> &models);
    /// Shows what it costs; nothing is asked before the person says so (probeAsked).
    void offer(const run::ProbePlan::Estimate &cost);
    /// Follows a probe, dropping the one before.
    void follow(std::unique_ptr<ModeProbe> probe);
    /// Stops, and shows what these have of the chosen model: the address is another one.
    void startOver(const std::vector<settings::ModelFacts> &models);
    [[nodiscard]] std::string model() const;
    [[nodiscard]] bool isAsking() const { return m_probe != nullptr; }

Q_SIGNALS:
    /// The button was pressed: offer() is awaited.
    void costAsked();
    /// The person has seen the cost: follow() is awaited.
    void probeAsked();
    /// All questions were asked.
    void probed(const std::string &model, const espalier::run::ProbeReport &report, bool kept);

private:
    void showKept();
    void showReport(const json::Value &report);
    void say(const QString &text, bool urgent = false);
    void finish(const run::ProbeReport &report, bool kept, const Error &error);
    void drop();
    void bringIntoView();

    std::vector<settings::ModelFacts> m_known;
    QComboBox *m_model;
    QPushButton *m_button;
    AskBar *m_ask;
    DimLabel *m_said;
    QVBoxLayout *m_lines;
    std::string m_asked; ///< the model that is asked about
    std::unique_ptr<ModeProbe> m_probe;
};

} // namespace espalier::ui
