// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An answer that was kept stands in for a question, when it still fits.

#include "run/extractionrun_p.h"

#include "base/redact.h"
#include "run/answercache.h"

namespace espalier::run {

/// True when the run goes on with a kept answer, or is gone or over.
bool ExtractionRun::Private::answerFromCache()
{
    if (!request.cache || tries > 1)
        return false;
    const net::HttpRequest http = requestOfTry();
    cacheEntry = cacheKey(*body, redactUrl(http.url.toString().toStdString()));
    const auto stored = request.cache->find(cacheEntry);
    const wire::Deltas deltas = stored ? deltasOf(*stored) : wire::Deltas();
    if (deltas.empty())
        return false;
    fromCache = true;
    prepareTry(http);
    if (!tellNewTree() || !tell(assembly->take(deltas)) || !judgeAnswer({}))
        return true;
    if (result.error) // what fitted once does not any more
        return askAfterAll();
    history.attempt = history.triesOfAttempt = tries = 0;
    result.requestBody.clear(); // nothing was sent
    notes.emplace_back("The answer was kept from an earlier run; nothing was asked.");
    if (enter(RunState::Checking))
        judgeFurther();
    return true;
}

/// The kept answer is of no use: the question is asked as if there was none. False: the run goes on.
bool ExtractionRun::Private::askAfterAll()
{
    fromCache = false;
    history.attempt = history.triesOfAttempt = tries = 1;
    std::erase(notes, "The answer was kept from an earlier run; nothing was asked.");
    return false;
}

void ExtractionRun::Private::keepInCache()
{
    // A list that was put together from several calls is no call of its own.
    const bool patched = itemsAgain && request.chat.mode != wire::AnswerMode::Json &&
                         request.chat.mode != wire::AnswerMode::JsonSchema &&
                         request.chat.mode != wire::AnswerMode::MdJson;
    if (!cacheEntry.empty() && !fromCache && !patched && result.status == RunStatus::Valid)
        request.cache->keep(cacheEntry, cachedAnswer(result, judged.calls));
}

} // namespace espalier::run
