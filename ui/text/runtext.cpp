// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/runtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::RunText)
};
} // namespace

QString runStateText(run::RunState state)
{
    switch (state) {
    case run::RunState::Idle:
        return {};
    case run::RunState::Preparing:
        return Text::tr("preparing");
    case run::RunState::WaitingForSlot:
        return Text::tr("waiting for its turn");
    case run::RunState::Connecting:
        return Text::tr("asked, waiting for the first word");
    case run::RunState::Streaming:
        return Text::tr("growing");
    case run::RunState::Checking:
        return Text::tr("checking");
    case run::RunState::WaitingToRetry:
        return Text::tr("waiting to ask again");
    case run::RunState::Done:
        return Text::tr("done");
    case run::RunState::Failed:
        return Text::tr("failed");
    case run::RunState::Cancelled:
        return Text::tr("stopped");
    }
    return {};
}

QString runStateText(run::RunState state, qint64 waitMs)
{
    const bool held = state == run::RunState::WaitingForSlot;
    if (waitMs <= 0 || (!held && state != run::RunState::WaitingToRetry))
        return runStateText(state);
    const QString seconds = QLocale().toString(wholeSeconds(waitMs));
    return held ? Text::tr("the server asked for a pause, goes on in %1 s").arg(seconds)
                : Text::tr("waiting to ask again, in %1 s").arg(seconds);
}

QString liveStateText(run::RunState state, qint64 waitMs, bool words, bool asks)
{
    if (asks && state == run::RunState::Checking)
        return Text::tr("waiting for you");
    return state == run::RunState::Streaming && !words ? Text::tr("waiting for the first word")
                                                       : runStateText(state, waitMs);
}

qint64 wholeSeconds(qint64 milliseconds)
{
    return (milliseconds + 999) / 1000;
}

QString runStatusText(run::RunStatus status)
{
    switch (status) {
    case run::RunStatus::Valid:
        return Text::tr("done, fits the schema");
    case run::RunStatus::Accepted:
        return Text::tr("done, accepted as it is");
    case run::RunStatus::Invalid:
        return Text::tr("done, does not fit the schema");
    case run::RunStatus::Cut:
        return Text::tr("cut at the token limit");
    case run::RunStatus::Refused:
        return Text::tr("refused");
    case run::RunStatus::Failed:
        return Text::tr("failed");
    case run::RunStatus::Cancelled:
        return Text::tr("stopped by you");
    }
    return {};
}

QString modeTip(wire::AnswerMode mode)
{
    switch (mode) {
    case wire::AnswerMode::Auto:
        return Text::tr("What this endpoint is known to do best. Nothing is sent to find out.");
    case wire::AnswerMode::Tools:
        return Text::tr("The model calls one function whose parameters are the schema.");
    case wire::AnswerMode::Json:
        return Text::tr("The endpoint promises JSON; the schema stands in the system message.");
    case wire::AnswerMode::JsonSchema:
        return Text::tr("The endpoint holds the model to the schema.");
    case wire::AnswerMode::MdJson:
        return Text::tr(
            "The schema stands in the system message, the answer in a fenced block. Works everywhere.");
    case wire::AnswerMode::ParallelTools:
        return Text::tr("One function for each member of a union; the calls come back as a list.");
    }
    return {};
}

QString streamTip(wire::StreamKind kind)
{
    switch (kind) {
    case wire::StreamKind::None:
        return Text::tr("One answer, all at once.");
    case wire::StreamKind::Full:
        return Text::tr("The raw text as it comes; the object at the end.");
    case wire::StreamKind::Partial:
        return Text::tr("The object grows while it arrives.");
    case wire::StreamKind::Iterable:
        return Text::tr("A list whose items appear one by one; each is checked as it closes.");
    }
    return {};
}

QString keyText(const KeyFacts &facts)
{
    if (facts.waiting)
        return Text::tr("Key: waiting for the key ring…");
    switch (facts.source) {
    case KeyFacts::Source::NotNeeded:
        return Text::tr("Key: none needed");
    case KeyFacts::Source::Environment:
        return Text::tr("Key: environment variable %1").arg(facts.variable);
    case KeyFacts::Source::KeyRing:
        return Text::tr("Key: key ring");
    case KeyFacts::Source::Session:
        return Text::tr("Key: this session only");
    case KeyFacts::Source::Missing:
        return facts.variable.isEmpty() ? Text::tr("Key: none yet")
                                        : Text::tr("Key: none yet (%1 is not set)").arg(facts.variable);
    }
    return {};
}

QString leavesText(const EndpointFacts &facts)
{
    if (!facts.usable)
        return Text::tr("nothing leaves");
    return facts.host.isEmpty() ? Text::tr("local only")
                                : Text::tr("on Try, instructions and text go to %1").arg(facts.host);
}

QString secondsText(qint64 milliseconds)
{
    const double seconds = static_cast<double>(milliseconds) / 1000;
    return Text::tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 2 : 1));
}

QString errorSentence(const Error &error)
{
    QString message = QString::fromStdString(error.message);
    const qsizetype end = message.indexOf(u' ');
    const QString first = message.left(end);
    const bool word = error.kind != ErrorKind::CannotRead && error.kind != ErrorKind::CannotWrite &&
                      std::all_of(first.begin(), first.end(),
                                  [](QChar character) { return character.isLetter() || character == u'\''; });
    if (!message.isEmpty() && (word || !message.at(0).isLetter()))
        message[0] = message.at(0).toUpper();
    return message;
}

} // namespace espalier::ui
