// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/attempt.h"

#include "base/redact.h"
#include "text/runtext.h"

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::ui {

namespace {

/// Whether a secret went with it. Older versions kept no headers: then it did, as far as one can say.
bool hasKey(const HttpHeaders &headers)
{
    return headers.empty() || std::any_of(headers.begin(), headers.end(), [](const auto &header) {
               return header.second.find(kMask) != std::string::npos;
           });
}

/// What is wrong first, for one line: an issue, else the error.
void setDetail(Attempt &attempt, const run::AttemptRecord &record)
{
    attempt.issues = static_cast<qint64>(record.issues.size());
    if (!record.issues.empty()) {
        attempt.pointer = QString::fromStdString(record.issues.front().instance);
        attempt.detail = QString::fromStdString(record.issues.front().message);
    } else if (record.error && record.status != run::RunStatus::Cancelled) {
        attempt.detail = errorSentence(*record.error, attempt.keySent);
        const bool wanted = record.error->kind == ErrorKind::KeyRefused && !attempt.keySent;
        if (!record.error->nextStep.empty() && !wanted) // its step speaks of a key that is there
            attempt.detail += u' ' + QString::fromStdString(record.error->nextStep);
    }
}

} // namespace

void setEnd(Attempt &attempt, run::AttemptRecord record)
{
    attempt.number = record.attempt;
    attempt.tryNumber = record.tryNumber;
    attempt.allowed = record.attemptsAllowed;
    attempt.status = record.status;
    if (record.error)
        attempt.error = record.error->kind;
    if (record.usage) {
        attempt.promptTokens = record.usage->promptTokens;
        attempt.answerTokens = record.usage->completionTokens;
        attempt.estimated = record.usage->estimated;
    }
    attempt.keySent = hasKey(record.headers);
    attempt.cost = record.cost;
    if (!record.requestBody.empty())
        attempt.requestBody = QByteArray::fromStdString(record.requestBody);
    setDetail(attempt, record);
    attempt.record = std::make_shared<const run::AttemptRecord>(std::move(record));
}

Attempt attemptOf(run::AttemptRecord record)
{
    Attempt out;
    const qint64 sent = record.sentMs;
    out.begin = record.beganMs;
    out.sent = sent;
    if (record.answeringMs)
        out.answering = sent + *record.answeringMs;
    if (record.firstTokenMs)
        out.firstToken = sent + *record.firstTokenMs;
    out.checking = sent + record.durationMs;
    out.end = sent + record.judgedMs;
    if (record.waitMs)
        out.nextAt = *out.end + *record.waitMs;
    setEnd(out, std::move(record));
    return out;
}

} // namespace espalier::ui
