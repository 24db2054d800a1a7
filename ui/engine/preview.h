// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace espalier::ui {

/// One message as the model will get it. Texts are UTF-8 and may be as long as a document.
struct RequestMessage
{
    QString role; ///< "system", "user", "assistant", "tool"
    QByteArray text;
    QString note; ///< what else goes with it, e.g. that it is a worked example; may be empty
    /// Where the document stands in `text`, in bytes; both 0 when it does not.
    qsizetype documentBegin = 0;
    qsizetype documentEnd = 0;
    bool operator==(const RequestMessage &) const = default;
};

/// A question before it is sent: exactly what Try would send, as far as that is known without sending
/// anything. Plain value; holds no key and no secret. Copies share their texts.
struct RequestPreview
{
    QString url;                         ///< secrets in it masked
    QList<RequestMessage> messages;      ///< variables resolved
    QString structure;                   ///< how the answer's form is asked for, one sentence
    QByteArray body;                     ///< the body, byte for byte
    QByteArray curl;                     ///< the same as a command for a POSIX shell, keys as variables
    qint64 promptTokens = 0;             ///< estimated: to be shown with ≈
    std::optional<qint64> contextWindow; ///< tokens of the model, question and answer; absent: not known
    std::optional<qint64> maxOutput;     ///< most tokens of an answer that the model gives
    std::optional<qint64> askedOutput;   ///< most tokens of an answer that this question asks for
    QString factsSource;                 ///< of window and maxOutput, for people; empty when there are none
    QStringList leaves;                  ///< sentences: what leaves this computer, and where to
    bool local = true;                   ///< nothing leaves
    /// Why this could not be sent; kind None: it could. With an error the rest may be empty.
    Error error;
};

} // namespace espalier::ui
