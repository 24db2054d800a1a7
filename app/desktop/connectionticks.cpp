// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/connectionticks.h"

#include "text/endpointtext.h"

#include <QCoreApplication>

namespace espalier::app {

using ui::ConnectionStep;
using ui::StepState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::app::ConnectionTicks)
};

Tick good(ConnectionStep step, const QString &detail)
{
    return {step, StepState::Good, detail, {}};
}
Tick notAsked(ConnectionStep step, const QString &detail = {})
{
    return {step, StepState::NotAsked, detail, {}};
}
Tick bad(ConnectionStep step, const Error &error)
{
    return {step, StepState::Bad, {}, error};
}

Tick tlsTick(const ModelAnswer &answer, const AskedWith &asked)
{
    if (!asked.tls)
        return notAsked(ConnectionStep::Tls, Text::tr("not used with http"));
    if (answer.fault == net::ConnectionFault::Tls)
        return bad(ConnectionStep::Tls, answer.models.error());
    if (answer.httpStatus == 0)
        return notAsked(ConnectionStep::Tls);
    return good(ConnectionStep::Tls, Text::tr("the certificate is trusted"));
}

/// Whether the server refused the key. Whoever answers has not; whether it looked at the key, nobody can see.
Tick keyTick(const ModelAnswer &answer, const AskedWith &asked)
{
    const ErrorKind kind = answer.models ? ErrorKind::None : answer.models.error().kind;
    switch (kind) {
    case ErrorKind::KeyRefused:
    case ErrorKind::NotAllowed:
        return bad(ConnectionStep::Key, answer.models.error());
    case ErrorKind::OutOfCredit:
        return {ConnectionStep::Key, StepState::Warning, Text::tr("known, but out of credit"),
                answer.models.error()};
    case ErrorKind::None:
    case ErrorKind::RateLimited:
        return good(ConnectionStep::Key, asked.key ? Text::tr("sent, and not refused: %1").arg(asked.keyLabel)
                                                   : Text::tr("none needed for the list of models"));
    default:
        return notAsked(ConnectionStep::Key,
                        answer.httpStatus == 0 ? QString() : Text::tr("this answer does not tell"));
    }
}

Tick modelsTick(const ModelAnswer &answer)
{
    if (answer.models) {
        const int count = static_cast<int>(answer.models->size());
        if (count > 0)
            return good(ConnectionStep::Models, ui::modelCountText(count));
        return {ConnectionStep::Models,
                StepState::Warning,
                Text::tr("the list is empty: enter the model's name by hand"),
                {}};
    }
    const Error &error = answer.models.error();
    switch (error.kind) {
    case ErrorKind::NotFound:
        return {ConnectionStep::Models,
                StepState::Warning,
                Text::tr("answers, but has no list of models: enter the model's name by hand"),
                {}};
    case ErrorKind::KeyRefused:
    case ErrorKind::NotAllowed:
    case ErrorKind::OutOfCredit:
        return notAsked(ConnectionStep::Models);
    case ErrorKind::RateLimited:
    case ErrorKind::Overloaded:
        return {ConnectionStep::Models, StepState::Warning, {}, error};
    default:
        return bad(ConnectionStep::Models, error);
    }
}

} // namespace

std::vector<Tick> ticksOf(const ModelAnswer &answer, const AskedWith &asked)
{
    if (answer.httpStatus != 0)
        return {good(ConnectionStep::Reach, Text::tr("the server answers")), tlsTick(answer, asked),
                keyTick(answer, asked), modelsTick(answer)};
    const bool trust = answer.fault == net::ConnectionFault::Tls ||
                       answer.models.error().kind == ErrorKind::CannotRead; // the CA file
    const std::vector<Tick> rest{notAsked(ConnectionStep::Key), notAsked(ConnectionStep::Models)};
    if (answer.fault == net::ConnectionFault::Tls)
        return {good(ConnectionStep::Reach, Text::tr("somebody answers")), tlsTick(answer, asked), rest[0],
                rest[1]};
    if (trust)
        return {notAsked(ConnectionStep::Reach), bad(ConnectionStep::Tls, answer.models.error()), rest[0],
                rest[1]};
    return {bad(ConnectionStep::Reach, answer.models.error()), tlsTick(answer, asked), rest[0], rest[1]};
}

} // namespace espalier::app
