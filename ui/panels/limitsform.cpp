// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/limitsform.h"

#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"
#include "widgets/wrappingrow.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace espalier::ui {

using recipe::Limits;

namespace {

constexpr int kUsualDeadline = 600;
constexpr int kUsualBudget = 20'000;
constexpr double kUsualCost = 0.1;
constexpr int kMostTimes = 100; // by hand; a recipe may hold more
constexpr int kBetween = 4;     // lines, and once more parts of the form

QSpinBox *countBox()
{
    auto *box = new Calm<QSpinBox>;
    box->setRange(0, kMostTimes);
    box->setKeyboardTracking(false);
    return box;
}

} // namespace

LimitsForm::LimitsForm(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_attempts(new DimLabel)
    , m_deadlineUsed(new QCheckBox(tr("Give up after")))
    , m_deadline(secondsBox())
    , m_budgetUsed(new QCheckBox(tr("Stop when a document has used")))
    , m_budget(new Calm<QSpinBox>)
    , m_costUsed(new QCheckBox(tr("Stop when a document has cost")))
    , m_cost(new Calm<QDoubleSpinBox>)
    , m_reset(new LinkButton(tr("Set back to the usual")))
{
    auto *form = new QVBoxLayout;
    form->setContentsMargins(LinkButton::kPad, 0, 0, 0);
    form->setSpacing(kBetween);
    addHow(*form);
    addWaiting(*form);
    addInAll(*form);
    addFoot(*form);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kBetween);
    layout->addLayout(form);
    layout->addLayout(makeLinks());
    connect(&m_document, &RecipeDocument::settingsChanged, this, &LimitsForm::showLimits);
    showLimits();
}

void LimitsForm::change(const QString &label, const std::function<void(Limits &)> &edit)
{
    if (m_showing)
        return;
    RecipeSettings next = m_document.settings();
    edit(next.limits);
    m_document.setSettings(next, label);
}

QLayout *LimitsForm::addNumber(QVBoxLayout &form, QSpinBox *box, const QString &before, const QString &after,
                               const QString &tip, int Limits::*limit)
{
    QLabel *label = sentenceWords(before);
    label->setBuddy(box);
    box->setAccessibleName(before);
    box->setToolTip(tip);
    m_boxes.append({box, limit});
    connect(box, &QSpinBox::valueChanged, this, [this, limit](int value) {
        change(tr("Change limit"), [&](Limits &limits) { limits.*limit = value; });
    });
    return addSentence(form, label, box, after);
}

void LimitsForm::addHow(QVBoxLayout &form)
{
    form.addWidget(new SectionLabel(tr("How often it is asked")));
    addNumber(form, countBox(), tr("Ask again up to"), tr("times when the answer is invalid"),
              QStringLiteral("max_retries, --max-retries"), &Limits::reasks)
        ->addWidget(m_attempts);
    addNumber(form, countBox(), tr("Send each question again up to"),
              tr("times when the connection or the server fails"), QStringLiteral("--http-retries"),
              &Limits::transportRetries);
    addNumber(form, secondsBox(), tr("Wait at most"), tr("when the server asks to wait; else fail at once"),
              QStringLiteral("--max-wait"), &Limits::maxWaitSeconds);
}

void LimitsForm::addWaiting(QVBoxLayout &form)
{
    form.addSpacing(kBetween);
    form.addWidget(new SectionLabel(tr("How long it may take")));
    addNumber(form, secondsBox(), tr("Give up when the answer has not begun after"), {},
              QStringLiteral("--first-byte-timeout"), &Limits::firstByteSeconds);
    addNumber(form, secondsBox(), tr("Give up when nothing comes for"), {}, QStringLiteral("--idle-timeout"),
              &Limits::idleSeconds);
    addNumber(form, secondsBox(), tr("Give up when only signs of life and no words come for"), {},
              QStringLiteral("--no-content-timeout"), &Limits::noContentSeconds);
    addOptional(form, m_deadlineUsed, m_deadline, tr("Give up after, in all"),
                tr("in all, also while it grows"), QStringLiteral("--deadline"), [this](Limits &limits) {
                    limits.deadlineSeconds.reset();
                    if (m_deadlineUsed->isChecked())
                        limits.deadlineSeconds = m_deadline->value();
                });
}

void LimitsForm::addInAll(QVBoxLayout &form)
{
    form.addSpacing(kBetween);
    form.addWidget(new SectionLabel(tr("How much it may use")));
    m_budget->setRange(1, std::numeric_limits<int>::max());
    m_budget->setGroupSeparatorShown(true);
    m_budget->setKeyboardTracking(false);
    m_budget->setSuffix(tr(" tokens"));
    addOptional(form, m_budgetUsed, m_budget, tr("Most tokens of a document"), tr("in all its attempts"),
                QStringLiteral("--token-budget"), [this](Limits &limits) {
                    limits.tokenBudget.reset();
                    if (m_budgetUsed->isChecked())
                        limits.tokenBudget = m_budget->value();
                });
    m_cost->setDecimals(4);
    m_cost->setRange(0.0001, 1'000'000);
    m_cost->setSingleStep(0.01);
    m_cost->setKeyboardTracking(false);
    addOptional(form, m_costUsed, m_cost, tr("Most that a document may cost"), tr("in all its attempts"),
                tr("In the currency of the model's prices, which stand with the endpoint. Nothing is asked "
                   "without them. --cost-budget"),
                [this](Limits &limits) {
                    limits.costBudget.reset();
                    if (m_costUsed->isChecked())
                        limits.costBudget = m_cost->value();
                });
}

template <typename NumberBox>
void LimitsForm::addOptional(QVBoxLayout &form, QCheckBox *used, NumberBox *box, const QString &name,
                             const QString &after, const QString &tip,
                             const std::function<void(Limits &)> &set)
{
    box->setAccessibleName(name);
    box->setToolTip(tip);
    addSentence(form, used, box, after);
    const auto told = [this, used, box, set] {
        box->setEnabled(used->isChecked());
        change(tr("Change limit"), set);
    };
    connect(used, &QCheckBox::toggled, this, told);
    connect(box, &NumberBox::valueChanged, this, told);
}

void LimitsForm::addFoot(QVBoxLayout &form)
{
    auto *words =
        new DimLabel(tr("How many questions go at once and per minute belongs to the endpoint: all runs "
                        "share it."));
    words->setWordWrap(true);
    form.addSpacing(kBetween);
    form.addWidget(words);
}

QLayout *LimitsForm::makeLinks()
{
    auto *endpoint = new LinkButton(tr("Edit the endpoint…"));
    m_reset->setToolTip(tr("3 re-asks, 2 retries, 120, 60, 60 and 120 seconds, nothing in all"));
    auto *row = new WrappingRow(16);
    row->addWidget(endpoint);
    row->addWidget(m_reset);
    connect(endpoint, &QAbstractButton::clicked, this, &LimitsForm::endpointWanted);
    connect(m_reset, &QAbstractButton::clicked, this,
            [this] { change(tr("Set back limits"), [](Limits &limits) { limits = Limits(); }); });
    return row;
}

void LimitsForm::commit()
{
    for (const auto &[box, limit] : std::as_const(m_boxes))
        box->interpretText();
    m_deadline->interpretText();
    m_budget->interpretText();
    m_cost->interpretText();
}

void LimitsForm::showLimits()
{
    const Limits &limits = m_document.settings().limits;
    m_showing = true;
    for (const auto &[box, limit] : std::as_const(m_boxes)) {
        box->setMaximum(std::max(box->maximum(), limits.*limit));
        box->setMinimum(std::min(box->minimum(), limits.*limit));
        box->setValue(limits.*limit);
    }
    m_deadlineUsed->setChecked(limits.deadlineSeconds.has_value());
    m_deadline->setEnabled(limits.deadlineSeconds.has_value());
    m_deadline->setValue(limits.deadlineSeconds.value_or(kUsualDeadline));
    m_budgetUsed->setChecked(limits.tokenBudget.has_value());
    m_budget->setEnabled(limits.tokenBudget.has_value());
    m_budget->setValue(static_cast<int>(std::clamp<std::int64_t>(limits.tokenBudget.value_or(kUsualBudget), 1,
                                                                 std::numeric_limits<int>::max())));
    m_costUsed->setChecked(limits.costBudget.has_value());
    m_cost->setEnabled(limits.costBudget.has_value());
    m_cost->setValue(limits.costBudget.value_or(kUsualCost));
    m_attempts->setText(limits.reasks == 0
                            ? tr("(1 attempt)")
                            : tr("(%1 attempts at most)").arg(QLocale().toString(limits.reasks + 1)));
    m_reset->setEnabled(limits != Limits());
    m_showing = false;
}

} // namespace espalier::ui
