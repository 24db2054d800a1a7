// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What comes back of a try, up to the judgement.

#include "run/extractionrun_p.h"

#include "run/endwords.h"
#include "run/resultdetails.h"
#include "wire/errorbody.h"

#include <algorithm>

namespace espalier::run {

namespace {

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
    answeringMs = since(sentAt);
    mask.emplace(secrets);
    decoder = std::make_unique<wire::AnswerDecoder>(type ? *type : std::string(), request.limits.answerBytes);
    enter(RunState::Streaming);
}

void ExtractionRun::Private::onBytes(const QByteArray &bytes)
{
    if (ending || !decoder)
        return;
    const Growth growth = assembly->take(mask->take(decoder->feed(viewOf(bytes))));
    if (decoder->takeContentSeen())
        stream->noteContent();
    if (!endNoted && assembly->ended()) {
        endNoted = true;
        stream->noteEnd();
    }
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
    // Of a whole body that is too long nothing can be used: to read what came of it would take its time.
    const bool isUseless = end.error.kind == ErrorKind::LimitExceeded && !decoder->isStream();
    if (!isUseless && !tell(assembly->take(mask->take(decoder->finish()))))
        return;
    if (end.error.kind != ErrorKind::None)
        endBody({false, end.error});
    else
        endBody({false, decoder->error()});
}

void ExtractionRun::Private::onRefusal(const net::StreamEnd &end)
{
    const bool connected = end.httpStatus != 0 && !isSuccess(end.httpStatus);
    if (connected && refusesEveryBound(end)) {
        endBody({false, unboundedError(end.httpStatus)});
        return;
    }
    if (connected && dropMember(end))
        return;
    constexpr std::int64_t kSecond = 1000;
    endBody({false, connected
                        ? wire::errorFromResponse(end.httpStatus, end.headers, viewOf(end.errorBody),
                                                  result.url, request.chat.model, clock.unixMs() / kSecond)
                        : connectionFailure(end.error, request.profile.baseUrl)});
}

/// Neither name of the limit of tokens is taken, and none may be sent without.
bool ExtractionRun::Private::refusesEveryBound(const net::StreamEnd &end) const
{
    if (!request.mostAnswerTokens)
        return false;
    const auto member = wire::refusedMember(end.httpStatus, viewOf(end.errorBody), request.chat, dialect);
    if (!member || *member != dialect.maxTokensName)
        return false;
    const std::string &next = wire::withoutMember(dialect, *member).maxTokensName;
    return next == dialect.maxTokensName;
}

void ExtractionRun::Private::noteTokenLimit(std::string_view refused)
{
    std::erase(notes, renamedLimitNote(refused));
    notes.push_back(dialect.maxTokensName == refused ? std::string(kNoLimitNote)
                                                     : renamedLimitNote(dialect.maxTokensName));
}

/// True when the same question was sent again (or the run is gone).
bool ExtractionRun::Private::dropMember(const net::StreamEnd &end)
{
    auto member = wire::refusedMember(end.httpStatus, viewOf(end.errorBody), request.chat, dialect);
    if (member && std::find(dropped.begin(), dropped.end(), *member) == dropped.end()) {
        dropped.push_back(*member);
        dialect = wire::withoutMember(dialect, *member);
        if (isTokenLimit(*member))
            noteTokenLimit(*member);
    } else if (refusesToStream(end.httpStatus, viewOf(end.errorBody)) &&
               request.chat.stream != wire::StreamKind::None) {
        member = "stream";
        dropped.push_back(*member);
        request.chat.stream = wire::StreamKind::None;
        notes.emplace_back(kWholeNote);
    } else {
        return false;
    }
    letGoOfStream();
    delete slot;
    body.reset();
    resending = true;
    if (tellEvent(RunEventKind::CapabilityDropped,
                  json::Value::object({{"member", json::Value::string(*member)}})) &&
        emitted([&] { Q_EMIT q.capabilityDropped(QString::fromStdString(*member)); }))
        waitForSlot();
    return true;
}

void ExtractionRun::Private::endBody(const BodyEnd &end)
{
    const bool answered = decoder != nullptr;
    letGoOfStream(); // nothing of it matters any more, whatever is told now
    if (answered && !enter(RunState::Checking))
        return;
    if (judgeAnswer(end))
        endTry();
}

/// Sets `result` and `judged`. False when the run is gone or over.
bool ExtractionRun::Private::judgeAnswer(const BodyEnd &end)
{
    if (!std::exchange(bodyFinished, true)) {
        if (mask && !tell(assembly->take(mask->finish())))
            return false;
        if (!tell(assembly->finish()))
            return false;
    }
    tryOver = true;
    Answer answer = assembly->answer();
    const bool isPage = end.failure && end.failure->kind == ErrorKind::NotAnApi;
    if (!answer.usage && decoder && !isPage) // a page of whatever else answers there cost no tokens
        answer.usage = estimatedUsage(result.requestBody, answer);
    if (decoder)
        addWireNotes(answer, decoder->replacedCount(), decoder->hadFurtherChoices());
    if (mask && mask->hasMasked())
        answer.notes.emplace_back("The server sent a secret of the request back; it is shown as ****.");
    result.answeredByCall = !answer.calls.empty();
    const bool atOnce = cameAtOnce(result.firstTokenMs.value_or(0), since(sentAt), answer.text.size());
    result.streamed = answer.streamed && !atOnce;
    if (atOnce)
        answer.notes.emplace_back(
            "Everything came at once, at the end: something on the way does not stream.");
    judged.state = answer.state;
    judged.ended = answer.ended;
    judged.loopStopped = answer.loopStopped;
    judged.calls = std::move(answer.calls);
    judge(result, std::move(answer), end, *judgeOfAll, kind, request.badItems);
    result.notChecked = judgeOfAll->validator().notChecked();
    const bool decided = result.status == RunStatus::Valid || result.status == RunStatus::Accepted ||
                         result.status == RunStatus::Invalid;
    if (decided && !result.notChecked.empty())
        result.notes.push_back(notCheckedSentence(result.notChecked));
    if (!result.issues.empty() || !result.setAside.empty()) { // nothing else asks where values came
        const Origins origins(result.coercions);
        assembly->place(result.issues, origins);
        for (SetAside &item : result.setAside)
            assembly->place(item.issues, origins);
    }
    return true;
}

} // namespace espalier::run
