// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/hooktext.h"

#include "text/runtext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::HookText)
};

QString toQt(const std::string &text)
{
    return QString::fromStdString(text);
}

QString ruleText(const json::Value &hook)
{
    const std::string &rule = hook["rule"].text();
    if (rule == "stop-after") {
        const qint64 n = hook["n"].toInt64().value_or(0);
        return n == 1 ? Text::tr("stop after 1 answer that does not fit")
                      : Text::tr("stop after %1 answers that do not fit").arg(QLocale().toString(n));
    }
    if (rule == "stop-if-cost")
        return Text::tr("stop when a document has cost more than %1")
            .arg(QLocale().toString(hook["above"].toDouble().value_or(0)));
    if (rule == "accept-if-only") {
        QStringList fields;
        for (const json::Value &field : hook["fields"].items())
            fields.append(field.text().empty() ? Text::tr("the whole object") : toQt(field.text()));
        return Text::tr("accept when only %1 does not fit").arg(fields.join(QStringLiteral(", ")));
    }
    return toQt(rule);
}

} // namespace

QString hookActionText(const std::string &action)
{
    if (action == "log")
        return Text::tr("log");
    if (action == "notify")
        return Text::tr("notify me");
    if (action == "ask")
        return Text::tr("ask me");
    if (action == "rule")
        return Text::tr("rule");
    if (action == "script")
        return Text::tr("JavaScript");
    if (action == "program")
        return Text::tr("program");
    return toQt(action);
}

QString hookSummary(const json::Value &hook)
{
    const std::string &action = hook["action"].text();
    if (action == "rule")
        return ruleText(hook);
    if (action == "script")
        return toQt(hook["script"].text());
    if (action == "program")
        return toQt(hook["command"].text());
    if (action == "log")
        return Text::tr("a line below, in “Hooks”");
    if (action == "notify")
        return Text::tr("a word over the answer");
    if (action == "ask")
        return Text::tr("continue, accept or stop");
    return {};
}

QString checkPlaceText(const json::Value &check)
{
    const json::Value *stands = check.find("stands");
    const QString field = toQt((stands ? *stands : check["field"]).text());
    return field.isEmpty() ? Text::tr("the whole object") : field;
}

QString checkRuleText(const json::Value &check)
{
    return check.find("stands") ? Text::tr("stands in the document, word for word")
                                : toQt(check["expression"].text());
}

QString verdictText(const run::Verdict &verdict)
{
    const QString message = toQt(verdict.message);
    switch (verdict.kind) {
    case run::Verdict::Kind::Continue:
        return message.isEmpty() ? Text::tr("continue")
                                 : Text::tr("continue, telling the model: %1").arg(message);
    case run::Verdict::Kind::Accept:
        return Text::tr("accept as it is");
    case run::Verdict::Kind::Stop:
        return message.isEmpty() ? Text::tr("stop") : Text::tr("stop: %1").arg(message);
    }
    return {};
}

QString checkOutcomeText(const BenchOutcome &outcome)
{
    switch (outcome.kind) {
    case BenchOutcome::Kind::Holds:
        return Text::tr("True: the answer passes (%1).").arg(secondsText(outcome.ms));
    case BenchOutcome::Kind::Complains:
        return Text::tr("Does not pass: %1").arg(outcome.text);
    case BenchOutcome::Kind::NotThere:
        return Text::tr("The field is not in this answer; the check has nothing to look at.");
    case BenchOutcome::Kind::Unusable:
        break;
    }
    return outcome.text;
}

QString hookOutcomeText(const BenchOutcome &outcome)
{
    if (outcome.kind == BenchOutcome::Kind::Unusable)
        return outcome.text;
    const QString did = outcome.text.isEmpty() ? Text::tr("It ran and ended well") : outcome.text;
    return outcome.ms > 0 ? Text::tr("%1 (%2)").arg(did, secondsText(outcome.ms)) : did;
}

QString sampleTellingText(const std::string &action, const run::RunEvent &event)
{
    if (action == "notify")
        return Text::tr("Over the answer: “%1”").arg(eventNoticeText(event));
    if (action == "log")
        return Text::tr("A line in “Hooks”: %1").arg(eventDetailText(event));
    if (action == "ask")
        return Text::tr("The run waits, and you are asked beside the answer.");
    return Text::tr("This version does nothing with the action “%1”.").arg(hookActionText(action));
}

QString noSuchEventText()
{
    return Text::tr("There is no event of that name.");
}

} // namespace espalier::ui
