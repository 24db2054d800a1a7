// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run tells: its signals while text comes, and its events. Order: runevent.h.

#include "run/extractionrun_p.h"

#include "run/answermask.h"
#include "run/observers.h"
#include "run/resultdetails.h"
#include "run/resultjson.h"
#include "json/pointer.h"

#include <algorithm>

namespace espalier::run {

using json::Value;

namespace {

QByteArray bytesOf(const std::string &text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

Value textValue(std::string_view bytes)
{
    return Value::string(std::string(bytes));
}

/// RFC 6901.
std::string pointerTo(const json::PartialTree &tree, json::NodeId node)
{
    std::vector<const json::PartialTree::Node *> way;
    for (json::NodeId at = node; at != json::kNoNode && at != tree.root(); at = tree.node(at)->parent)
        way.push_back(tree.node(at));
    std::string out;
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        const json::PartialTree::Node *parent = tree.node((*step)->parent);
        if (parent->kind == Value::Kind::Array)
            json::appendToken(out, static_cast<std::size_t>((*step)->row));
        else
            json::appendToken(out, (*step)->key);
    }
    return out;
}

} // namespace

std::int64_t ExtractionRun::Private::since(net::Clock::TimePoint time) const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock.now() - time).count();
}

bool ExtractionRun::Private::tell(const Growth &growth)
{
    if (!growth.text.empty() && !result.firstTokenMs && !fromCache) {
        result.firstTokenMs = since(sentAt);
        if (!tellEvent(RunEventKind::FirstToken,
                       Value::object({{"ms", Value::number(*result.firstTokenMs)}})) ||
            !emitted([&] { Q_EMIT q.firstToken(*result.firstTokenMs); }))
            return false;
    }
    if (!growth.reasoning.empty() && !emitted([&] { Q_EMIT q.reasoningReceived(bytesOf(growth.reasoning)); }))
        return false;
    if (!growth.text.empty() && !emitted([&] { Q_EMIT q.textReceived(bytesOf(growth.text)); }))
        return false;
    if (itemsAgain) // what is shown is the list; it is told when they are back in it
        return true;
    if (!growth.changes.empty() && !emitted([&] { Q_EMIT q.treeChanged(growth.changes); }))
        return false;
    if (!growth.issues.empty() && !emitted([&] { Q_EMIT q.issuesFound(growth.issues); }))
        return false;
    if (!tellClosed(growth.changes))
        return false;
    return std::all_of(growth.items.begin(), growth.items.end(),
                       [this](const Item &item) { return tellItem(item); });
}

/// Once for each item: a later try that brings the same again is not heard.
bool ExtractionRun::Private::tellItem(const Item &item)
{
    if (request.badItems == schema::BadItems::Fail) // no item is accepted before all are
        return true;
    const bool good = item.issues.empty() || request.badItems == schema::BadItems::Keep;
    std::map<std::size_t, Value> &told = good ? acceptedItems : asideItems;
    const auto [known, isNew] = told.try_emplace(item.index, item.value);
    if (!isNew && known->second == item.value)
        return true;
    known->second = item.value;
    const int index = static_cast<int>(item.index);
    return emitted([&] {
        if (good)
            Q_EMIT q.itemAccepted(index, item.value);
        else
            Q_EMIT q.itemSetAside(index, item.value, item.issues);
    });
}

/// Those of a list in which one bad item fails all, once it is known that none does.
bool ExtractionRun::Private::tellItemsOfAll()
{
    const bool accepted = result.status == RunStatus::Valid || result.status == RunStatus::Accepted;
    if (!accepted || request.badItems != schema::BadItems::Fail ||
        request.chat.stream != wire::StreamKind::Iterable)
        return true;
    const Value all = result.value; // a slot may delete the run
    for (std::size_t i = 0; i < all.items().size(); ++i) {
        if (!emitted([&] { Q_EMIT q.itemAccepted(static_cast<int>(i), all.items()[i]); }))
            return false;
    }
    return true;
}

bool ExtractionRun::Private::tellClosed(const json::TreeChanges &changes)
{
    if (!request.hooks.observers || !request.hooks.observers->wants(RunEventKind::ValueComplete))
        return true;
    for (const json::TreeChange &change : changes) {
        shown.apply(change);
        const json::PartialTree::Node *node =
            change.op == json::TreeOp::Close ? shown.node(change.node) : nullptr;
        if (!node || (node->state != json::NodeState::Closed && node->state != json::NodeState::Repaired))
            continue;
        if (!tellEvent(RunEventKind::ValueComplete,
                       Value::object({{"pointer", textValue(pointerTo(shown, change.node))},
                                      {"value", shown.value(change.node)}})))
            return false;
    }
    return true;
}

bool ExtractionRun::Private::tellEvent(RunEventKind what, Value data, bool last)
{
    RunEvent event;
    event.kind = what;
    event.unixMs = clock.unixMs();
    event.run = request.runId;
    event.document = request.document;
    event.attempt = history.attempt;
    event.tryNumber = history.triesOfAttempt;
    event.attemptsAllowed = policy.limits().attemptsAllowed();
    event.last = last || history.attempt >= event.attemptsAllowed;
    event.data = std::move(data);
    event.host = QUrl(QString::fromStdString(request.profile.baseUrl)).host().toStdString();
    maskValue(event.data, secrets);
    if (const std::shared_ptr<Observers> observers = request.hooks.observers)
        observers->tell(event);
    return emitted([&] { Q_EMIT q.happened(event); });
}

bool ExtractionRun::Private::tellResponse()
{
    const bool failed = result.status == RunStatus::Failed;
    if (failed) {
        if (!tellEvent(RunEventKind::CompletionError, Value::object({{"error", errorValue(result.error)}})))
            return false;
    } else if (judged.ended) {
        if (!tellEvent(RunEventKind::CompletionResponse,
                       Value::object({{"finish_reason", textValue(result.finishReason)},
                                      {"usage", usageValue(result.usage)}})))
            return false;
    }
    return !result.usage ||
           tellEvent(RunEventKind::CompletionUsage,
                     Value::object({{"usage", usageValue(result.usage)}, {"total", usageValue(usage)}}));
}

bool ExtractionRun::Private::tellBadAnswer()
{
    if (result.status != RunStatus::Invalid)
        return true;
    return tellEvent(RunEventKind::ParseError,
                     Value::object({{"issues", issuesValue(allIssues(result))},
                                    {"value", result.lastObject.value_or(Value())}}));
}

/// Of the last try, once. True also when there is nothing to tell.
bool ExtractionRun::Private::tellTryEnd()
{
    if (recordsTold == records.size())
        return true;
    recordsTold = records.size();
    records.back().judgedMs = since(sentAt);
    AttemptRecord told = records.back();
    told.requestBody = lastBody;
    return emitted([&] { Q_EMIT q.tryEnded(told); });
}

bool ExtractionRun::Private::tellVerdict(Verdict::Kind decision, const std::string &by)
{
    return tellEvent(
        RunEventKind::Validation,
        Value::object({{"decision", textValue(verdictName(decision))},
                       {"by", textValue(by)},
                       {"retry_count", Value::number(history.attempt - 1)},
                       {"failures", Value::number(history.attempt)},
                       {"reasks_left", Value::number(policy.limits().attemptsAllowed() - history.attempt)}}));
}

} // namespace espalier::run
