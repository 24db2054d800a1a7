// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/extractionrun.h"

#include "net/requestgate.h"
#include "run/answerassembly.h"
#include "run/answerjudge.h"
#include "run/deltamask.h"
#include "run/outcome.h"
#include "run/reask.h"
#include "wire/answerdecoder.h"
#include "wire/dialect.h"

#include <QPointer>

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace espalier::run {

/// What a hook wants the model to be told, and which; by default our own text.
struct ReaskText
{
    std::string message;
    std::string by = "policy";
};

// Every signal may end in a slot that deletes the run, and this object with it. Functions that emit therefore
// return whether the run is still there and goes on; nothing of this object may be touched after a false.
class ExtractionRun::Private
{
public:
    Private(ExtractionRun &run, ExtractionRequest wanted, net::Transport &sender, net::RequestGate *turns,
            net::Clock &time);
    ~Private();

    void begin();
    void stop();

    ExtractionRun &q;
    ExtractionRequest request;
    const HttpHeaders secrets; ///< what no one is to be told of it
    net::Transport &transport;
    QPointer<net::RequestGate> gate;
    net::Clock &clock;
    wire::Dialect dialect;       ///< of the profile, less what was refused meanwhile
    const wire::StreamKind kind; ///< what the person sees, whatever the endpoint can do
    RunState state = RunState::Idle;
    bool started = false;
    bool ending = false; ///< stopped or over: neither bytes that still come nor a further stop() matter

private:
    template <typename Emission>
    bool emitted(Emission emission)
    {
        const QPointer<ExtractionRun> alive(&q);
        emission();
        return alive && (!alive->d->ending || alive->d->concluding);
    }
    bool enter(RunState next);
    // extractionrun.cpp: the way to a try
    void startTry();
    void prepareTry(const net::HttpRequest &http);
    bool tellNewTree();
    void letGoOfAnswer();
    void joinLine();
    void waitForSlot();
    void send();
    [[nodiscard]] net::HttpRequest requestOfTry();
    bool isPausedTooLong(const QUrl &url);
    void letGoOfStream();
    void onDeadline();
    // runcache.cpp: instead of one
    bool answerFromCache();
    bool askAfterAll();
    void keepInCache();
    // answerreception.cpp: what comes back, up to the judgement
    void onResponse(int httpStatus, const HttpHeaders &headers);
    void onBytes(const QByteArray &bytes);
    void onFinished(const net::StreamEnd &end);
    void onRefusal(const net::StreamEnd &end);
    void noteTokenLimit(std::string_view refused);
    bool dropMember(const net::StreamEnd &end);
    [[nodiscard]] bool refusesEveryBound(const net::StreamEnd &end) const;
    void endBody(const BodyEnd &end);
    bool judgeAnswer(const BodyEnd &end);
    // runcourse.cpp: from the end of a try to the next one, or to the end of all
    void endTry();
    void account();
    void judgeFurther();
    void readChecks();
    void check();
    void onChecked(const CheckReport &report);
    void closeTry();
    void askHooks(std::size_t index, ReaskText told);
    void onVerdict(std::size_t index, const std::string &by, const Verdict &verdict, ReaskText told);
    void decide(const ReaskText &told = {});
    void schedule(const RetryDecision &decision, const std::string &message);
    void giveUp(const RetryDecision &decision);
    void askAgain(const std::string &message);
    bool putItemsBack();
    bool tellPutBack(const std::vector<Item> &items);
    void fail(Error error, bool waitRefused = false);
    void cancel();
    void conclude();
    void keepBest();
    [[nodiscard]] TryOutcome outcome() const;
    // runtelling.cpp: what observers and the window hear
    bool tell(const Growth &growth);
    bool tellItem(const Item &item);
    bool tellItemsOfAll();
    bool tellEvent(RunEventKind what, json::Value data, bool last = false);
    bool tellClosed(const json::TreeChanges &changes);
    bool tellResponse();
    bool tellBadAnswer();
    bool tellVerdict(Verdict::Kind decision, const std::string &by);
    bool tellTryEnd();
    [[nodiscard]] std::int64_t since(net::Clock::TimePoint time) const;

    RetryPolicy policy;
    RetryHistory history;
    std::optional<AnswerJudge> judgeOfAll;
    std::unique_ptr<QObject> waiting; ///< context of a wait before a retry
    std::optional<json::Value> body;  ///< of the attempt, as hooks left it; a transport retry sends it again
    int tries = 0;
    // of the current try
    bool endNoted = false; ///< the transport knows that the answer said it is over
    std::unique_ptr<AnswerAssembly> assembly;
    std::unique_ptr<wire::AnswerDecoder> decoder;
    std::optional<DeltaMask> mask; ///< of what it decodes
    QPointer<net::GateSlot> slot;
    QPointer<net::HttpStream> stream;
    net::Clock::TimePoint beganAt; ///< it waits for its turn from then on
    net::Clock::TimePoint sentAt;
    HttpHeaders shownHeaders;
    std::optional<std::int64_t> answeringMs; ///< since sending
    int parallel = 1;
    RunResult result;
    JudgedAnswer judged;
    bool bodyFinished = false;
    bool tryOver = true;     ///< it was judged
    bool trySent = false;    ///< it had its turn
    bool resending = false;  ///< the same try once more, without a refused member
    bool settled = false;    ///< what is wrong with the answer is not asked about again
    json::PartialTree shown; ///< only while somebody wants value:complete
    // of the whole run
    std::optional<ItemsAgain> itemsAgain; ///< the question is about items that were set aside
    std::optional<RunResult> kept;        ///< of the last try that brought an answer worth keeping
    int keptAttempt = 0;
    std::optional<wire::Usage> usage;
    std::vector<AttemptRecord> records;
    std::size_t recordsTold = 0;
    std::string lastBody; ///< the request as last recorded
    std::vector<std::string> dropped;
    std::vector<std::string> notes;
    std::string cacheEntry;                           ///< key of the first question; empty: there is no cache
    bool fromCache = false;                           ///< what is judged is a kept answer
    std::map<std::size_t, json::Value> acceptedItems; ///< as they were told last
    std::map<std::size_t, json::Value> asideItems;    ///< likewise
    bool concluding = false;                          ///< what is told now is the end of the run
};

} // namespace espalier::run
