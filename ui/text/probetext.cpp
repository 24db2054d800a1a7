// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/probetext.h"

#include "run/probewords.h"
#include "text/trytext.h"
#include "text/valuetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::ProbeText)
};

QString listOf(const json::Value &names)
{
    QStringList out;
    for (const json::Value &name : names.items())
        out.append(QString::fromStdString(name.text()));
    return out.join(QStringLiteral(", "));
}

/// What is asked for where it is taken, and left out where it is not.
ProbeLine optional(const QString &name, const json::Value &taken)
{
    return taken.isTrue() ? ProbeLine{name, StepState::Good, Text::tr("taken")}
                          : ProbeLine{name, StepState::Warning, Text::tr("refused; it is asked without")};
}

ProbeLine mode(const char *name, const json::Value &works, const QString &detail = {})
{
    return {QLatin1String(name), works.isTrue() ? StepState::Good : StepState::Bad,
            works.isTrue() ? detail : QString()};
}

} // namespace

std::vector<ProbeLine> probeLines(const json::Value &report)
{
    if (!report.isObject())
        return {};
    const json::Value &modes = report["modes"];
    std::vector<ProbeLine> out;
    const QString streams = Text::tr("Streams");
    if (report["streams"].isTrue())
        out.push_back({streams, StepState::Good, Text::tr("in pieces, as they are made")});
    else
        out.push_back({streams, StepState::Warning, Text::tr("everything comes at once, at the end")});
    out.push_back(mode("json_schema", modes["json_schema"]));
    out.push_back(
        mode("tools", modes["tools"], Text::tr("tool_choice: %1").arg(listOf(report["tool_choice"]))));
    out.push_back(mode("json", modes["json"]));
    out.push_back(mode("md_json", modes["md_json"]));
    out.push_back(optional(QStringLiteral("stream_options"), report["stream_options"]));
    out.push_back(optional(Text::tr("2nd system message"), report["second_system_message"]));
    out.push_back(optional(Text::tr("Role tool"), report["tool_role"]));
    const bool any = report["best_mode"].isString();
    const QString spent =
        numberOf(report["tokens_spent"].toInt64().value_or(0), Text::tr("1 token was spent on finding out"),
                 Text::tr("%1 tokens were spent on finding out"));
    out.push_back({Text::tr("Mode auto"), any ? StepState::Good : StepState::Bad,
                   any ? Text::tr("means %1; %2").arg(bestModeText(report), spent) : spent});
    return out;
}

QString probeCostText(const run::ProbePlan::Estimate &cost, const QString &model)
{
    const QLocale locale;
    QString money = QStringLiteral("–"); // unknown, which is not nothing
    if (cost.cost) {
        const run::AtMost most = run::roundedUp(*cost.cost);
        money =
            Text::tr("at most %1 %2", "amount, currency")
                .arg(locale.toString(most.amount, 'f', most.decimals), QString::fromStdString(cost.currency));
    }
    return Text::tr("At most %1 to %2, at most %3 in all (usually about %4). Cost: %5",
                    "questions, model, tokens, number, amount")
        .arg(numberOf(cost.requests, Text::tr("1 question"), Text::tr("%1 questions")), model,
             tokensText(cost.tokens, false), locale.toString(static_cast<qlonglong>(cost.usual)), money);
}

QString probeFaultText(const run::ProbeReport &report)
{
    return report.ignoresTokenLimit
               ? Text::tr(
                     "The endpoint does not keep to max_tokens. Its answers were read up to what was told "
                     "and no further; it may charge for more.")
               : QString();
}

QString bestModeText(const json::Value &report)
{
    if (!report.isObject())
        return {};
    const json::Value &best = report["best_mode"];
    return best.isString() ? QString::fromStdString(best.text()) : Text::tr("none");
}

} // namespace espalier::ui
