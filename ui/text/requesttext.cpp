// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/requesttext.h"

#include "text/trytext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::RequestText)
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

RequestLine roomLine(const RequestPreview &preview)
{
    const qint64 left = *preview.contextWindow - preview.promptTokens;
    if (left <= 0)
        return {Text::tr("≈ %1 tokens too many. Shorten the text, or choose a model with a larger context.")
                    .arg(number(-left)),
                true};
    const auto wanted = preview.askedOutput;
    if (wanted && *wanted > left)
        return {Text::tr("≈ %1 tokens are left for the answer, and %2 are asked for.")
                    .arg(number(left), number(*wanted)),
                true};
    return {Text::tr("≈ %1 tokens are left for the answer.").arg(number(left)), false};
}

/// Empty when nothing is known and nothing asked for.
RequestLine outputLine(const RequestPreview &preview)
{
    const bool tooMany =
        preview.askedOutput && preview.maxOutput && *preview.askedOutput > *preview.maxOutput;
    QStringList said;
    if (preview.askedOutput)
        said.append(Text::tr("Asked for: at most %1.").arg(tokensText(preview.askedOutput, false)));
    if (preview.maxOutput)
        said.append(Text::tr("The model gives at most %1.").arg(number(*preview.maxOutput)));
    return {said.join(u' '), tooMany};
}

/// What is not known can be entered.
QString unknownLine(const RequestPreview &preview)
{
    if (!preview.contextWindow && !preview.maxOutput)
        return Text::tr(
            "How many tokens this model takes and gives is not known; enter it with the endpoint, under "
            "Models.");
    if (!preview.contextWindow)
        return Text::tr(
            "How many tokens this model takes is not known; enter it with the endpoint, under Models.");
    return Text::tr(
        "How many tokens this model gives at most is not known; enter it with the endpoint, under "
        "Models.");
}

} // namespace

QList<RequestLine> contextLines(const RequestPreview &preview)
{
    QList<RequestLine> out;
    out.append({preview.contextWindow ? Text::tr("≈ %1 of %2 tokens of context")
                                            .arg(number(preview.promptTokens), number(*preview.contextWindow))
                                      : tokensText(preview.promptTokens, true),
                false});
    if (preview.contextWindow)
        out.append(roomLine(preview));
    if (const RequestLine output = outputLine(preview); !output.text.isEmpty())
        out.append(output);
    if (!preview.contextWindow || !preview.maxOutput)
        out.append({unknownLine(preview), false});
    if (!preview.factsSource.isEmpty())
        out.append({Text::tr("Limits: %1.").arg(preview.factsSource), false});
    return out;
}

std::optional<qint64> answerRoom(const RequestPreview &preview)
{
    std::optional<qint64> out;
    const auto atMost = [&out](std::optional<qint64> limit) {
        if (limit)
            out = std::max<qint64>(0, out ? std::min(*out, *limit) : *limit);
    };
    atMost(preview.askedOutput);
    atMost(preview.maxOutput);
    if (preview.contextWindow)
        atMost(*preview.contextWindow - preview.promptTokens);
    return out;
}

QString messagesText(const RequestPreview &preview)
{
    QString out;
    for (const RequestMessage &message : preview.messages) {
        if (!out.isEmpty())
            out += QLatin1String("\n\n");
        out += QStringLiteral("[%1]\n").arg(message.role) + QString::fromUtf8(message.text);
    }
    return out;
}

} // namespace espalier::ui
