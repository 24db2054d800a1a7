// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/hookform.h"

#include "run/runevent.h"
#include "text/hooktext.h"
#include "theme/fonts.h"
#include "widgets/commitedit.h"
#include "widgets/framed.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>
#include <limits>

namespace espalier::ui {

using json::Value;
using run::RunEventKind;

namespace {

enum Page { RulePage, ScriptPage, ProgramPage, TellingPage };

constexpr std::array kEvents{RunEventKind::Validation,        RunEventKind::CompletionKwargs,
                             RunEventKind::FirstToken,        RunEventKind::CompletionResponse,
                             RunEventKind::CompletionError,   RunEventKind::ParseError,
                             RunEventKind::RetryScheduled,    RunEventKind::CompletionUsage,
                             RunEventKind::CapabilityDropped, RunEventKind::CompletionLastAttempt,
                             RunEventKind::RunFinished};
constexpr std::array kDeciding{"ask", "rule", "script", "program", "notify", "log"};
constexpr std::array kTelling{"notify", "log", "program"};

QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Value textOf(const QString &text)
{
    return Value::string(text.toStdString());
}

Page pageOf(const std::string &action)
{
    return action == "rule"      ? RulePage
           : action == "script"  ? ScriptPage
           : action == "program" ? ProgramPage
                                 : TellingPage;
}

/// What a rule needs and does not have yet.
void completeRule(Value &hook)
{
    const std::string rule = hook["rule"].text(); // a copy: setting members moves them
    if (rule == "stop-after" && !hook["n"].toInt64())
        hook.set("n", Value::number(2));
    if (rule == "stop-if-cost" && !hook["above"].toDouble())
        hook.set("above", Value::number(std::string("0.1")));
    if (rule == "accept-if-only" && hook["fields"].items().empty())
        hook.set("fields", Value::array({Value::string({})}));
}

} // namespace

HookForm::HookForm(QWidget *parent)
    : QWidget(parent)
    , m_event(new Calm<QComboBox>)
    , m_eventWords(new DimLabel)
    , m_action(new Calm<QComboBox>)
    , m_pages(new QStackedWidget)
    , m_rule(new Calm<QComboBox>)
    , m_count(new Calm<QSpinBox>)
    , m_cost(new Calm<QDoubleSpinBox>)
    , m_fields(new QLineEdit)
    , m_script(new CommitEdit)
    , m_command(new QLineEdit)
    , m_telling(new DimLabel)
{
    for (const RunEventKind event : kEvents)
        m_event->addItem(toQt(run::runEventName(event)));
    m_event->setAccessibleName(tr("Event"));
    m_action->setAccessibleName(tr("What the hook does"));
    setFocusProxy(m_event);
    m_pages->addWidget(makeRulePage());
    m_pages->addWidget(makeScriptPage());
    m_pages->addWidget(makeProgramPage());
    m_pages->addWidget(makeTellingPage());
    auto *form = new QVBoxLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    auto *when = new QLabel(tr("At"));
    when->setBuddy(m_event);
    addSentence(*form, when, m_event);
    m_eventWords->setWordWrap(true);
    form->addWidget(m_eventWords);
    auto *does = new QLabel(tr("do"));
    does->setBuddy(m_action);
    addSentence(*form, does, m_action);
    form->addWidget(m_pages);
    connect(m_event, &QComboBox::activated, this, &HookForm::takeEvent);
    connect(m_action, &QComboBox::activated, this, &HookForm::takeAction);
}

QWidget *HookForm::makeRulePage()
{
    m_rule->addItem(tr("stop after this many answers that do not fit:"), QStringLiteral("stop-after"));
    m_rule->addItem(tr("stop when a document has cost more than"), QStringLiteral("stop-if-cost"));
    m_rule->addItem(tr("accept when only these fields do not fit:"), QStringLiteral("accept-if-only"));
    m_rule->setAccessibleName(tr("Rule"));
    m_rule->setMinimumWidth(fontMetrics().averageCharWidth() * 24); // squeezed before the page is
    m_count->setRange(1, 1'000'000);
    m_count->setKeyboardTracking(false);
    m_count->setAccessibleName(tr("Answers that do not fit"));
    m_cost->setRange(0, 1'000'000);
    m_cost->setDecimals(4);
    m_cost->setKeyboardTracking(false);
    m_cost->setAccessibleName(tr("Cost of a document"));
    m_cost->setToolTip(tr("In the currency of the model's prices. Nothing is asked without them."));
    m_fields->setAccessibleName(tr("Fields that may be wrong"));
    m_fields->setPlaceholderText(QStringLiteral("/bio, /addresses"));
    m_fields->setToolTip(tr("JSON Pointers, apart by commas; what lies below one counts, too"));
    auto *page = new QWidget;
    auto *form = new QVBoxLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    addSentence(*form, m_rule, m_count);
    form->addWidget(m_cost);
    form->addWidget(m_fields);
    form->addStretch(1);
    connect(m_rule, &QComboBox::activated, this, &HookForm::takeRule);
    connect(m_count, &QSpinBox::valueChanged, this, &HookForm::takeRuleNumbers);
    connect(m_cost, &QDoubleSpinBox::valueChanged, this, &HookForm::takeRuleNumbers);
    connect(m_fields, &QLineEdit::editingFinished, this, &HookForm::takeRuleNumbers);
    return page;
}

QWidget *HookForm::makeScriptPage()
{
    m_script->setFont(codeFont());
    m_script->setAccessibleName(tr("Script"));
    m_script->setPlaceholderText(QStringLiteral("retry_count < 3"));
    m_script->setToolTip(
        tr("JavaScript over value, issues, message, retry_count, failures, reasks_left and "
           "document. true continues, false stops, or {decision: \"accept\", message: \"…\"}. "
           "It runs apart, without files and network, for 250 ms at most."));
    m_script->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * 4);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(framed(m_script));
    layout->addStretch(1);
    connect(m_script, &CommitEdit::committed, this, [this] {
        Q_EMIT edited([text = m_script->toPlainText()](Value &hook) { hook.set("script", textOf(text)); });
    });
    return page;
}

QWidget *HookForm::makeProgramPage()
{
    m_command->setFont(codeFont());
    m_command->setAccessibleName(tr("Command"));
    m_command->setPlaceholderText(QStringLiteral("/home/me/bin/decide --strict"));
    m_command->setToolTip(
        tr("A program and its arguments, in quotes where they hold blanks; no shell. It gets the "
           "event as a line of JSON, and for “validation” answers with a line like "
           "{\"decision\":\"accept\"} within 5 seconds. It sees no address and no key."));
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_command);
    layout->addStretch(1);
    connect(m_command, &QLineEdit::editingFinished, this, [this] {
        if (!m_filling)
            Q_EMIT edited([text = m_command->text()](Value &hook) {
                if (hook["command"].text() != text.toStdString())
                    hook.set("command", textOf(text));
            });
    });
    return page;
}

QWidget *HookForm::makeTellingPage()
{
    m_telling->setWordWrap(true);
    m_telling->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return m_telling;
}

void HookForm::takeEvent()
{
    Q_EMIT edited([name = m_event->currentText()](Value &hook) {
        if (hook["event"].text() == name.toStdString())
            return;
        hook.set("event", textOf(name));
        const std::string action = hook["action"].text();
        if (name != QLatin1String("validation") &&
            (action == "rule" || action == "script" || action == "ask"))
            hook.set("action", Value::string("notify")); // they decide, and there is nothing to decide
    });
}

void HookForm::takeAction()
{
    Q_EMIT edited([action = m_action->currentData().toString()](Value &hook) {
        if (hook["action"].text() == action.toStdString())
            return;
        hook.set("action", textOf(action));
        if (action == QLatin1String("rule") && hook["rule"].text().empty())
            hook.set("rule", Value::string("stop-after"));
        if (action == QLatin1String("rule"))
            completeRule(hook);
        if (action == QLatin1String("script") && hook["script"].text().empty())
            hook.set("script", Value::string("retry_count < 3"));
    });
}

void HookForm::takeRule()
{
    Q_EMIT edited([rule = m_rule->currentData().toString()](Value &hook) {
        if (hook["rule"].text() != rule.toStdString())
            hook.set("rule", textOf(rule));
        completeRule(hook);
    });
}

void HookForm::takeRuleNumbers()
{
    if (m_filling)
        return;
    Q_EMIT edited([this](Value &hook) {
        const std::string rule = hook["rule"].text();
        if (rule == "stop-after" && hook["n"].toInt64() != m_count->value())
            hook.set("n", Value::number(m_count->value()));
        if (rule == "stop-if-cost" && hook["above"].toDouble() != m_cost->value())
            hook.set("above", Value::number(QString::number(m_cost->value(), 'g', 15).toStdString()));
        if (rule != "accept-if-only")
            return;
        Value::Array fields;
        for (const QString &field : m_fields->text().split(u','))
            fields.push_back(textOf(field.trimmed()));
        if (hook["fields"].items() != fields)
            hook.set("fields", Value::array(fields));
    });
}

void HookForm::fillActions(bool decides, const std::string &action)
{
    m_action->clear();
    const auto add = [this](const char *name) {
        m_action->addItem(hookActionText(name), QLatin1String(name));
    };
    if (decides)
        std::for_each(kDeciding.begin(), kDeciding.end(), add);
    else
        std::for_each(kTelling.begin(), kTelling.end(), add);
    if (m_action->findData(toQt(action)) < 0) // of a newer version
        m_action->addItem(hookActionText(action), toQt(action));
    m_action->setCurrentIndex(m_action->findData(toQt(action)));
}

void HookForm::showRule(const Value &hook)
{
    const std::string &rule = hook["rule"].text();
    m_rule->setCurrentIndex(m_rule->findData(toQt(rule)));
    m_count->setVisible(rule == "stop-after");
    m_count->setValue(static_cast<int>(hook["n"].toInt64().value_or(1)));
    m_cost->setVisible(rule == "stop-if-cost");
    m_cost->setValue(hook["above"].toDouble().value_or(0));
    m_fields->setVisible(rule == "accept-if-only");
    QStringList fields;
    for (const Value &field : hook["fields"].items())
        fields.append(toQt(field.text()));
    m_fields->setText(fields.join(QStringLiteral(", ")));
}

void HookForm::setHook(const Value *hook)
{
    const Value none = Value::object();
    const Value &shown = hook ? *hook : none;
    setEnabled(hook != nullptr);
    m_filling = true;
    const QString event = toQt(shown["event"].text());
    if (m_event->findText(event) < 0 && !event.isEmpty())
        m_event->addItem(event);
    m_event->setCurrentIndex(m_event->findText(event));
    const auto kind = run::runEventFromName(shown["event"].text());
    m_eventWords->setText(kind ? tr("when %1").arg(hookEventText(*kind)) : noSuchEventText());
    m_eventWords->setUrgent(!kind && hook);
    const std::string &action = shown["action"].text();
    fillActions(kind == RunEventKind::Validation, action);
    showRule(shown);
    m_script->setShown(toQt(shown["script"].text()));
    m_command->setText(toQt(shown["command"].text()));
    m_telling->setText(
        action == "ask" ? tr("The run waits, and you are asked beside the answer: continue, accept, or stop.")
        : action == "notify" ? tr("What happened is said over the answer.")
        : action == "log"    ? tr("What happened is a line of its own in “Hooks” below.")
                             : QString());
    m_pages->setCurrentIndex(pageOf(action));
    m_filling = false;
}

void HookForm::commit()
{
    if (m_command->hasFocus())
        Q_EMIT m_command->editingFinished();
    if (m_fields->hasFocus())
        takeRuleNumbers();
    m_script->commit();
    m_count->interpretText();
    m_cost->interpretText();
}

} // namespace espalier::ui
