// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"
#include "net/clock.h"
#include "net/transport.h"
#include "run/answer.h"
#include "run/checks.h"
#include "run/retrypolicy.h"
#include "run/runevent.h"
#include "run/runhooks.h"
#include "run/runresult.h"
#include "run/runstate.h"
#include "schema/baditems.h"
#include "schema/coercion.h"
#include "settings/endpointprofile.h"
#include "wire/chatrequest.h"
#include "json/parseoptions.h"
#include "json/treechange.h"

#include <QObject>
#include <QUrl>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace espalier::net {
class RequestGate;
}

namespace espalier::run {

class AnswerCache;

/// What one document's run needs. Plain value; the credentials are resolved before (secrets library) and only
/// pass through.
struct ExtractionRequest
{
    std::string document = "-"; ///< name for reports
    wire::ChatRequest chat;     ///< mode decided, never Auto
    settings::EndpointProfile profile;
    HttpHeaders secretHeaders;    ///< e.g. Authorization; sent to the profile's host only, never recorded
    std::string proxyCredentials; ///< "user:password" of a manual proxy; empty: none; never recorded
    net::Timeouts timeouts;       ///< of each try; the deadline is that of the whole run, waits included
    RetryLimits retries;          ///< its deadline is not looked at: that of `timeouts` counts
    json::ParseLimits limits;
    /// An answer is not read beyond so many tokens, whatever the server makes of `chat.maxTokens`, and
    /// nothing is sent without that member: LimitExceeded, and RequestRefused where both its names are
    /// refused.
    std::optional<std::int64_t> mostAnswerTokens;
    schema::CoercionOptions coercion; ///< how far the answer is read into the types of the schema
    schema::BadItems badItems = schema::BadItems::Ask;
    RunHooks hooks;
    std::vector<Check> checks;       ///< of an answer that fits the schema
    AnswerCache *cache = nullptr;    ///< of accepted answers; must outlive the run. nullptr: none
    ScriptRunner *scripts = nullptr; ///< evaluates them; must outlive the run. Without one they are not made
    std::string runId = "r1";        ///< names the run in its events
};

/// One document through one endpoint: sends, decodes, grows the tree, validates, and asks again within its
/// limits (RetryPolicy).
///
/// Signals, all queued: stateChanged(old, new) for every step; tryBegan, attemptStarted (it is sent) and
/// tryEnded for every try; treeChanged and textReceived while streaming; happened for every event, in the
/// order that runevent.h states; finished exactly once, nothing after it; stop() included, in every state.
/// The tree of each try starts with TreeOp::Reset. Items of an iterable answer are told once, also when a
/// later try brings them again. Ownership: transport and clock stay the caller's and must outlive the run.
/// Deleting a running run cancels it silently. Thread: the one of the transport (the GUI thread).
class ExtractionRun : public QObject
{
    Q_OBJECT

public:
    /// `gate`: where the run waits for its turn before each try; nullptr: it does not wait. Must outlive the
    /// run.
    ExtractionRun(ExtractionRequest request, net::Transport &transport, QObject *parent = nullptr,
                  net::RequestGate *gate = nullptr, net::Clock &clock = net::systemClock());
    ~ExtractionRun() override;

    /// Begins. A second call does nothing.
    void start();
    /// Ends with status Cancelled; what came is kept. No effect after the end.
    void stop();

    [[nodiscard]] RunState state() const;

Q_SIGNALS:
    void stateChanged(espalier::run::RunState from, espalier::run::RunState to);
    /// Both numbers from 1; the request as sent, without secrets, pretty enough for a person.
    void attemptStarted(int attempt, const QString &url, const QByteArray &requestBody, int tryNumber);
    /// A try joins the line of its endpoint, or is sent at once. Not for an answer that was kept.
    void tryBegan(int attempt, int tryNumber, int attemptsAllowed);
    /// It is over and judged in full; nothing of it is left out. Once for each that was sent, before
    /// waiting() and before finished().
    void tryEnded(const espalier::run::AttemptRecord &record);
    /// Another try follows in so many milliseconds; `asksAgain`: with another question.
    void waiting(qint64 milliseconds, bool asksAgain);
    void happened(const espalier::run::RunEvent &event);
    /// This answer does not do, and another question follows; `attemptsAllowed` of them at most.
    void askingAgain(const espalier::run::RunResult &answer, int attemptsAllowed);
    /// An optional member was refused by name and left out; the same question was sent again.
    void capabilityDropped(const QString &member);
    void firstToken(qint64 milliseconds);
    void treeChanged(const espalier::json::TreeChanges &changes);
    /// What is wrong with values that have closed, while the rest still comes; after the changes that closed
    /// them. Of a value that is replaced, or a candidate that is given up, they count no more (FoundIssue).
    void issuesFound(const std::vector<espalier::run::FoundIssue> &issues);
    /// More of the raw answer text (UTF-8, cut at any byte).
    void textReceived(const QByteArray &utf8);
    void reasoningReceived(const QByteArray &utf8);
    /// Iterable: an item closed and fits, or is kept all the same. As it was read. An index comes again only
    /// when a later answer has another item there. Where a bad item fails the answer
    /// (schema::BadItems::Fail), no item is accepted before the answer is: then all of them, before
    /// finished().
    void itemAccepted(int index, const espalier::json::Value &item);
    /// Iterable: an item closed and does not fit; kept apart. Not where it fails the answer.
    void itemSetAside(int index, const espalier::json::Value &item, const espalier::schema::Issues &issues);
    void finished(const espalier::run::RunResult &result);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::run

Q_DECLARE_METATYPE(espalier::json::TreeChanges)
Q_DECLARE_METATYPE(espalier::json::Value)
Q_DECLARE_METATYPE(std::vector<espalier::run::FoundIssue>)
Q_DECLARE_METATYPE(espalier::schema::Issues)
