// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/probepanel.h"

#include "dialogs/endpoint/askbar.h"
#include "dialogs/endpoint/stepline.h"
#include "text/probetext.h"
#include "text/trytext.h"
#include "text/valuetext.h"
#include "theme/icons.h"
#include "widgets/sectionlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kSettlesMs = 300;

/// Those that say something, one below the other.
static QString linesOf(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char('\n'));
}

ProbePanel::ProbePanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new QComboBox)
    , m_button(new QPushButton)
    , m_ask(new AskBar)
    , m_said(new DimLabel)
    , m_lines(new QVBoxLayout)
{
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->setAccessibleName(tr("Model to ask about"));
    m_model->lineEdit()->setAccessibleName(m_model->accessibleName());
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_button->setAutoDefault(false);
    m_button->setToolTip(
        tr("Finds out with small questions what this endpoint takes. What they cost is shown first."));
    m_said->setWordWrap(true);
    m_lines->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->addWidget(m_model, 1);
    row->addWidget(m_button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_ask);
    layout->addWidget(m_said);
    layout->addLayout(m_lines);
    connect(m_model, &QComboBox::currentTextChanged, this, [this] {
        m_ask->close(); // the cost was that of another model
        m_button->setEnabled(m_probe || !model().empty());
        if (!m_probe)
            showKept();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_probe)
            m_probe->stop();
        else
            Q_EMIT costAsked();
    });
    drop();
}

ProbePanel::~ProbePanel() = default;

std::string ProbePanel::model() const
{
    return m_model->currentText().trimmed().toStdString();
}

void ProbePanel::setProfile(const settings::EndpointProfile &profile)
{
    drop();
    setModels(profile.models);
    const std::string first = profile.models.empty() ? std::string() : profile.models.front().name;
    m_model->setEditText(QString::fromStdString(profile.lastModel.empty() ? first : profile.lastModel));
    showKept();
}

void ProbePanel::setModels(const std::vector<settings::ModelFacts> &models)
{
    m_known = models;
    const QString chosen = m_model->currentText();
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    for (const settings::ModelFacts &facts : models)
        m_model->addItem(QString::fromStdString(facts.name));
    m_model->setEditText(chosen);
}

void ProbePanel::offer(const run::ProbePlan::Estimate &cost)
{
    m_ask->ask(probeCostText(cost, m_model->currentText().trimmed()),
               {tr("Ask them"), [this] { Q_EMIT probeAsked(); }}, {}, {tr("Not now"), {}});
    for (QWidget *around = parentWidget(); around; around = around->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(around)) // once the bar has its room
            QTimer::singleShot(0, m_ask, [this, area] { area->ensureWidgetVisible(m_ask, 0, 12); });
    }
}

void ProbePanel::follow(std::unique_ptr<ModeProbe> probe)
{
    drop();
    showReport({});
    m_asked = model();
    m_probe = std::move(probe);
    m_button->setText(tr("Stop asking"));
    m_model->setEnabled(false);
    say(tr("Asking…"));
    connect(m_probe.get(), &ModeProbe::asking, this, [this](int question, int most) {
        say(tr("Question %1 of at most %2…").arg(question).arg(most));
    });
    connect(m_probe.get(), &ModeProbe::finished, this, &ProbePanel::finish);
}

void ProbePanel::startOver(const std::vector<settings::ModelFacts> &models)
{
    drop();
    setModels(models);
    showKept();
}

/// It may be what is calling: it goes later, and is not heard any more.
void ProbePanel::drop()
{
    m_ask->close();
    m_model->setEnabled(true);
    m_button->setText(tr("&Which modes work?"));
    m_button->setIcon(icon(QStringLiteral("refresh")));
    m_button->setEnabled(!model().empty());
    if (!m_probe)
        return;
    m_probe->disconnect(this);
    m_probe.release()->deleteLater();
}

void ProbePanel::finish(const run::ProbeReport &report, bool kept, const Error &error)
{
    drop();
    if (error.kind == ErrorKind::StoppedByUser) {
        say(tr("Stopped after %1; nothing was kept.", "tokens").arg(tokensText(report.tokensSpent, false)));
        return;
    }
    if (error.kind != ErrorKind::None) {
        say(linesOf({QString::fromStdString(error.message), QString::fromStdString(error.nextStep),
                     probeFaultText(report)}),
            true);
        return;
    }
    showReport(run::probeValue(report));
    const QString fault = probeFaultText(report);
    say(linesOf({kept ? tr("Kept: mode auto uses it from now on.") : QString(), fault}), !fault.isEmpty());
    QTimer::singleShot(0, this, &ProbePanel::bringIntoView); // once all around it is laid out
    Q_EMIT probed(m_asked, report, kept);
}

void ProbePanel::bringIntoView()
{
    QScrollArea *area = nullptr;
    for (QWidget *above = parentWidget(); above && !area; above = above->parentWidget())
        area = qobject_cast<QScrollArea *>(above);
    if (!area)
        return;
    const auto bring = [this, area] {
        area->ensureVisible(0, mapTo(area->widget(), QPoint(0, height())).y());
    };
    bring();
    auto *settling = new QObject(this); // lines that wrap find their height in several steps
    connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, settling, bring);
    QTimer::singleShot(kSettlesMs, settling, &QObject::deleteLater);
}

/// What an earlier probe found of the chosen model.
void ProbePanel::showKept()
{
    const auto facts = std::find_if(m_known.begin(), m_known.end(),
                                    [name = model()](const auto &known) { return known.name == name; });
    const bool known = facts != m_known.end() && facts->probe.isObject();
    showReport(known ? facts->probe : json::Value());
    say(known             ? tr("As it was found last time.")
        : model().empty() ? QString()
                          : tr("Nothing is known of this model yet."));
}

void ProbePanel::showReport(const json::Value &report)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const ProbeLine &found : probeLines(report)) {
        auto *line = new StepLine(found.name);
        line->setState(found.state, found.detail, {});
        m_lines->addWidget(line);
    }
}

void ProbePanel::say(const QString &text, bool urgent)
{
    m_said->setText(displayText(text));
    m_said->setUrgent(urgent);
    m_said->setVisible(!text.isEmpty());
}

} // namespace espalier::ui
