// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What comes back of a try, up to the judgement.

#include "run/extractionrun_p.h"

#include "run/resultdetails.h"
#include "wire/errorbody.h"

#include <QDateTime>

#include <algorithm>

namespace espalier::run {

namespace {

QByteArray bytesOf(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

bool isSuccess(int httpStatus)
{
    return httpStatus >= 200 && httpStatus < 300;
}

} // namespace

void ExtractionRun::Private::onResponse(int httpStatus, const HttpHeaders &headers)
{
    if (ending || !isSuccess(httpStatus))
        return;
    const std::string *type = findHeader(headers, "Content-Type");
    decoder = std::make_unique<wire::AnswerDecoder>(type ? *type : std::string(), request.limits.answerBytes);
    enter(RunState::Streaming);
}

void ExtractionRun::Private::onBytes(const QByteArray &bytes)
{
    if (ending || !decoder)
        return;
    const Growth growth = assembly->take(decoder->feed(viewOf(bytes)));
    if (decoder->takeContentSeen())
        stream->noteContent();
    if (!tell(growth))
        return;
    if (decoder->error())
        endBody({false, decoder->error()});
    else if (assembly->over() || assembly->hopeless())
        endBody({});
}

void ExtractionRun::Private::onFinished(const net::StreamEnd &end)
{
    if (ending)
        return;
    if (!decoder) {
        onRefusal(end);
        return;
    }
    if (!tell(assembly->take(decoder->finish())))
        return;
    if (end.error.kind != ErrorKind::None)
        endBody({false, end.error});
    else
        endBody({false, decoder->error()});
}

void ExtractionRun::Private::onRefusal(const net::StreamEnd &end)
{
    if (end.httpStatus == 0 || isSuccess(end.httpStatus)) {
        fail(connectionFailure(end.error, request.profile.baseUrl));
        return;
    }
    if (dropMember(end))
        return;
    fail(wire::errorFromResponse(end.httpStatus, end.headers, viewOf(end.errorBody), result.url,
                                 request.chat.model, QDateTime::currentSecsSinceEpoch()));
}

/// True when the same question was sent again (or the run is gone).
bool ExtractionRun::Private::dropMember(const net::StreamEnd &end)
{
    auto member = wire::refusedMember(end.httpStatus, viewOf(end.errorBody), request.chat, dialect);
    auto &dropped = result.droppedMembers;
    if (member && std::find(dropped.begin(), dropped.end(), *member) == dropped.end()) {
        dropped.push_back(*member);
        dialect = wire::withoutMember(dialect, *member);
    } else if (refusesToStream(end.httpStatus, viewOf(end.errorBody)) &&
               request.chat.stream != wire::StreamKind::None) {
        member = "stream";
        request.chat.stream = wire::StreamKind::None;
        result.notes.emplace_back("The endpoint does not stream; the answer came as a whole.");
    } else {
        return false;
    }
    letGoOfStream();
    if (emitted([&] { Q_EMIT q.capabilityDropped(QString::fromStdString(*member)); }))
        waitForSlot();
    return true;
}

bool ExtractionRun::Private::tell(const Growth &growth)
{
    if (!growth.text.empty() && !result.firstTokenMs) {
        result.firstTokenMs = sinceSending.elapsed();
        if (!emitted([&] { Q_EMIT q.firstToken(*result.firstTokenMs); }))
            return false;
    }
    if (!growth.reasoning.empty() && !emitted([&] { Q_EMIT q.reasoningReceived(bytesOf(growth.reasoning)); }))
        return false;
    if (!growth.text.empty() && !emitted([&] { Q_EMIT q.textReceived(bytesOf(growth.text)); }))
        return false;
    if (!growth.changes.empty() && !emitted([&] { Q_EMIT q.treeChanged(growth.changes); }))
        return false;
    if (!growth.issues.empty() && !emitted([&] { Q_EMIT q.issuesFound(growth.issues); }))
        return false;
    return std::all_of(growth.items.begin(), growth.items.end(), [this](const Item &item) {
        const int index = static_cast<int>(item.index);
        return emitted([&] {
            if (item.issues.empty() || request.badItems == schema::BadItems::Keep)
                Q_EMIT q.itemAccepted(index, item.value);
            else
                Q_EMIT q.itemSetAside(index, item.value, item.issues);
        });
    });
}

void ExtractionRun::Private::endBody(const BodyEnd &end)
{
    ending = concluding = true;
    letGoOfStream();
    if (!end.stopped && !enter(RunState::Checking))
        return;
    if (assembly) {
        if (!tell(assembly->finish()))
            return;
        Answer answer = assembly->answer();
        if (!answer.usage && decoder)
            answer.usage = estimatedUsage(result.requestBody, answer);
        if (decoder)
            addWireNotes(answer, decoder->replacedCount(), decoder->hadFurtherChoices());
        if (cameAtOnce(result.firstTokenMs.value_or(0), sinceSending.elapsed(), answer.text.size()))
            answer.notes.emplace_back(
                "Everything came at once, at the end: something on the way does not stream.");
        judge(result, std::move(answer), end, *judgeOfAll, kind, request.badItems);
        result.notChecked = judgeOfAll->validator().notChecked();
        const bool judged = result.status == RunStatus::Valid || result.status == RunStatus::Accepted ||
                            result.status == RunStatus::Invalid;
        if (judged && !result.notChecked.empty())
            result.notes.push_back(notCheckedSentence(result.notChecked));
        const Origins origins(result.coercions);
        assembly->place(result.issues, origins);
        for (SetAside &item : result.setAside)
            assembly->place(item.issues, origins);
    } else {
        judge(result, {}, end, AnswerJudge(schema::Validator::compile(json::Value::boolean(true)).value()),
              kind);
    }
    conclude();
}

} // namespace espalier::run
