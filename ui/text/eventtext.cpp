// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of the events of a run.

#include "text/hooktext.h"
#include "text/runtext.h"
#include "text/trytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace espalier::ui {

using run::RunEventKind;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::EventText)
};

QString toQt(const std::string &text)
{
    return QString::fromStdString(text);
}

QString issuesText(const json::Value &data)
{
    const auto count = static_cast<qint64>(data["issues"].items().size());
    if (count == 0)
        return Text::tr("no JSON that can be used");
    const json::Value &first = data["issues"].items().front();
    const QString what =
        QStringLiteral("%1 %2").arg(toQt(first["instance"].text()), toQt(first["message"].text()));
    return count == 1 ? what.trimmed()
                      : Text::tr("%1, and %2 more").arg(what.trimmed(), QLocale().toString(count - 1));
}

/// By its name, as the person would say it; another name as it is.
QString reasonText(const json::Value &reason)
{
    const auto kind = errorKindFromName(reason.text());
    return kind ? errorTitle(*kind) : toQt(reason.text());
}

QString retryText(const json::Value &data)
{
    const QString why = reasonText(data["reason"]);
    if (data["kind"].text() == "reask")
        return Text::tr("asks again: %1").arg(why);
    return Text::tr("sends again in %1: %2").arg(secondsText(data["wait_ms"].toInt64().value_or(0)), why);
}

QString decisionText(const json::Value &data)
{
    const std::string &decision = data["decision"].text();
    const QString what = decision == "accept" ? Text::tr("accepted")
                         : decision == "stop" ? Text::tr("stopped")
                                              : Text::tr("goes on");
    const std::string &by = data["by"].text();
    return by.empty() ? what : Text::tr("%1, by %2").arg(what, toQt(by));
}

QString totalOf(const json::Value &usage)
{
    const auto total = usage["total_tokens"].toInt64();
    return total ? tokensText(total, false) : QString();
}

} // namespace

QString hookEventText(RunEventKind event)
{
    switch (event) {
    case RunEventKind::CompletionKwargs:
        return Text::tr("a request is about to go");
    case RunEventKind::FirstToken:
        return Text::tr("the first word came");
    case RunEventKind::ValueComplete:
        return Text::tr("a value is complete");
    case RunEventKind::CapabilityDropped:
        return Text::tr("a member was refused and left out");
    case RunEventKind::CompletionResponse:
        return Text::tr("an answer ended properly");
    case RunEventKind::CompletionError:
        return Text::tr("a request failed");
    case RunEventKind::CompletionUsage:
        return Text::tr("tokens were counted");
    case RunEventKind::ParseError:
        return Text::tr("an answer does not parse or fit");
    case RunEventKind::Validation:
        return Text::tr("it is decided about an answer that does not fit");
    case RunEventKind::RetryScheduled:
        return Text::tr("another try is coming");
    case RunEventKind::CompletionLastAttempt:
        return Text::tr("the last attempt failed");
    case RunEventKind::RunFinished:
        return Text::tr("the document is done");
    case RunEventKind::BatchFinished:
        return Text::tr("all documents are done");
    }
    return {};
}

QString eventDetailText(const run::RunEvent &event)
{
    const json::Value &data = event.data;
    switch (event.kind) {
    case RunEventKind::CompletionKwargs:
        return Text::tr("asks %1").arg(toQt(data["request"]["model"].text()));
    case RunEventKind::FirstToken:
        return Text::tr("after %1").arg(secondsText(data["ms"].toInt64().value_or(0)));
    case RunEventKind::ValueComplete:
        return toQt(data["pointer"].text());
    case RunEventKind::CapabilityDropped:
        return toQt(data["member"].text());
    case RunEventKind::CompletionResponse:
        return toQt(data["finish_reason"].text());
    case RunEventKind::CompletionUsage:
        return totalOf(data["total"]);
    case RunEventKind::CompletionError:
    case RunEventKind::CompletionLastAttempt:
        return toQt(data["error"]["message"].text());
    case RunEventKind::ParseError:
        return issuesText(data);
    case RunEventKind::Validation:
        return decisionText(data);
    case RunEventKind::RetryScheduled:
        return retryText(data);
    case RunEventKind::RunFinished: {
        const auto status = run::runStatusFromName(data["status"].text());
        return Text::tr("%1, in %2")
            .arg(status ? runStatusText(*status) : toQt(data["status"].text()),
                 secondsText(data["ms"].toInt64().value_or(0)));
    }
    case RunEventKind::BatchFinished:
        break;
    }
    return {};
}

QString eventNoticeText(const run::RunEvent &event)
{
    const QString detail = eventDetailText(event);
    QString what = hookEventText(event.kind);
    if (!what.isEmpty())
        what[0] = what.at(0).toUpper();
    return detail.isEmpty() ? what + u'.' : QStringLiteral("%1: %2").arg(what, detail);
}

} // namespace espalier::ui
