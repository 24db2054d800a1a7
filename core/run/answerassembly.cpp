// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/answerassembly.h"

#include "run/issueplaces.h"
#include "run/resultdetails.h"
#include "json/pointer.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace espalier::run {

using json::AnswerState;
using wire::Delta;

namespace {

// A reader for each call costs some kilobytes.
constexpr std::size_t kMostCalls = 10'000;
// Shorter answers may well come in one piece from an endpoint that streams.
constexpr std::size_t kShortAnswer = 64;

/// One tool for the whole answer is no choice among tools: its call is the answer.
bool asksForSeveralCalls(const AssemblyPlan &plan)
{
    const auto &tools = plan.shape.parallelTools;
    return plan.mode == wire::AnswerMode::ParallelTools &&
           !(tools.size() == 1 && tools.front() == plan.shape.tool);
}

std::optional<ItemWatch> watchFor(const AssemblyPlan &plan, const AnswerJudge &judge)
{
    return plan.stream == wire::StreamKind::Iterable ? std::optional<ItemWatch>(judge.items()) : std::nullopt;
}

/// What a model was paid for making.
bool isOfAnswer(Delta::Kind kind)
{
    return kind == Delta::Kind::Text || kind == Delta::Kind::Reasoning || kind == Delta::Kind::Refusal ||
           kind == Delta::Kind::ToolCall;
}

} // namespace

AnswerAssembly::AnswerAssembly(AssemblyPlan plan, const AnswerJudge &judge)
    : m_plan(std::move(plan))
    , m_several(asksForSeveralCalls(m_plan))
    , m_tree(m_plan.stream != wire::StreamKind::Full, watchFor(m_plan, judge))
    , m_oneCall(m_plan.shape.tool.name)
{
    if (m_plan.stream == wire::StreamKind::Partial && !m_several)
        m_growing = judge.growing();
    if (!m_several) // else a candidate is one of the calls
        m_misfits = judge.misfitCount();
    if (m_plan.mostTokens)
        m_bytesLeft = static_cast<std::uint64_t>(*m_plan.mostTokens) * kBytesOfToken;
}

Growth AnswerAssembly::take(const wire::Deltas &deltas)
{
    Growth growth;
    for (const Delta &delta : deltas) {
        if (!m_over)
            takeWithinBound(delta, growth);
    }
    findIssues(growth);
    return growth;
}

/// Beyond the bound only what the server says of its own counting is still of interest.
void AnswerAssembly::takeWithinBound(const Delta &delta, Growth &growth)
{
    if (!m_bytesLeft || !isOfAnswer(delta.kind)) {
        if (!m_beyondBound || delta.kind == Delta::Kind::Usage)
            take(delta, growth);
        return;
    }
    if (delta.text.size() <= *m_bytesLeft) {
        *m_bytesLeft -= delta.text.size();
        take(delta, growth);
        return;
    }
    if (std::exchange(m_beyondBound, true))
        return;
    Delta read = delta;
    read.text.resize(std::exchange(*m_bytesLeft, 0));
    m_hopeless = true;
    take(read, growth);
}

void AnswerAssembly::findIssues(Growth &growth)
{
    if (m_growing) {
        m_growing->take(growth.changes);
        for (schema::Issue &issue : m_growing->takeNews())
            growth.issues.push_back(m_tree.found(std::move(issue)));
    }
    for (const Item &item : growth.items) {
        for (const schema::Issue &issue : item.issues)
            growth.issues.push_back(m_tree.found(issue, Origins(item.coercions)));
    }
}

void AnswerAssembly::take(const Delta &delta, Growth &growth)
{
    switch (delta.kind) {
    case Delta::Kind::Text:
        takeText(delta.text, growth);
        break;
    case Delta::Kind::ToolCall:
        takeCall(delta, growth);
        break;
    case Delta::Kind::Reasoning:
        m_said.reasoning += delta.text;
        growth.reasoning += delta.text;
        break;
    case Delta::Kind::Refusal:
        m_said.refusal += delta.text;
        break;
    case Delta::Kind::Finish:
        m_said.finishReason = delta.text;
        break;
    case Delta::Kind::Usage:
        m_said.usage = delta.usage;
        break;
    case Delta::Kind::Model:
        m_said.model = delta.text;
        break;
    case Delta::Kind::StreamError:
        m_said.streamError = delta.error;
        m_over = true;
        break;
    case Delta::Kind::Done:
        m_done = true;
        m_over = true;
        break;
    }
}

json::ParseOptions AnswerAssembly::optionsFor(std::string_view function) const
{
    json::ParseOptions options;
    options.limits = m_plan.limits;
    options.expectation = m_plan.shape.expectation;
    options.misfits = m_misfits;
    if (!m_several || function.empty())
        return options;
    const auto &tools = m_plan.shape.parallelTools;
    const auto tool = std::find_if(tools.begin(), tools.end(), [function](const schema::ToolSpec &spec) {
        return spec.name == function;
    });
    const auto place = static_cast<std::size_t>(tool - tools.begin());
    if (place < m_plan.shape.parallelExpectations.size())
        options.expectation = m_plan.shape.parallelExpectations[place];
    return options;
}

void AnswerAssembly::takeText(std::string_view text, Growth &growth)
{
    if (text.empty())
        return;
    if (!m_content) {
        m_content = std::make_unique<AnswerSource>(optionsFor({}), std::string(), 0);
        if (m_calls.empty() || !asksForCalls())
            m_tree.showOne(*m_content, growth);
    }
    read(*m_content, text, growth);
}

void AnswerAssembly::read(AnswerSource &source, std::string_view text, Growth &growth)
{
    ++m_pieces;
    growth.text += text;
    m_tree.feed(source, text, growth);
    const auto &shown = m_tree.shown();
    if (source.reader.loopStopped() || source.reader.error())
        m_hopeless = m_hopeless || std::find(shown.begin(), shown.end(), &source) != shown.end();
}

AnswerSource *AnswerAssembly::sourceOf(const Delta &delta, std::string &text, Growth &growth)
{
    text = delta.text;
    const OneCall::Verdict verdict = m_several ? OneCall::Verdict::Answer : m_oneCall.take(delta);
    if (verdict == OneCall::Verdict::NotRead)
        return nullptr;
    if (const auto call = m_calls.find(delta.index); call != m_calls.end())
        return call->second.get();
    if (m_calls.size() >= kMostCalls) {
        m_tooManyCalls = m_hopeless = true;
        return nullptr;
    }
    auto source = std::make_unique<AnswerSource>(optionsFor(delta.name), delta.name, delta.index);
    if (m_several)
        m_tree.showItem(*source, growth);
    else if (asksForCalls() || !m_content)
        m_tree.showOne(*source, growth);
    if (verdict == OneCall::Verdict::NewAnswer) {
        m_calls.clear();
        text = m_oneCall.takeText();
    }
    return m_calls.emplace(delta.index, std::move(source)).first->second.get();
}

void AnswerAssembly::takeCall(const Delta &delta, Growth &growth)
{
    std::string text;
    AnswerSource *source = sourceOf(delta, text, growth);
    if (source && source->id.empty())
        source->id = delta.id;
    if (source && !text.empty())
        read(*source, text, growth);
}

Growth AnswerAssembly::finish()
{
    Growth growth;
    if (m_content)
        m_tree.finish(*m_content, growth);
    for (auto &[index, call] : m_calls)
        m_tree.finish(*call, growth);
    choose(growth);
    m_tree.conclude(ended(), growth);
    findIssues(growth);
    m_offsets = textOffsets();
    return growth;
}

// What was shown while it came is the first choice; when it holds nothing and the other text does, that one
// is the answer.
void AnswerAssembly::choose(Growth &growth)
{
    const auto holds = [](const auto &source) { return source->reader.state() != AnswerState::None; };
    const bool contentHolds = m_content && holds(m_content);
    const bool callsHold = std::any_of(m_calls.begin(), m_calls.end(),
                                       [&holds](const auto &call) { return holds(call.second); });
    const bool showsContent = m_content && !m_tree.isList() && m_tree.shown().front() == m_content.get();
    if (showsContent && !contentHolds && callsHold)
        m_tree.showOne(*m_calls.begin()->second, growth);
    else if (!showsContent && !callsHold && contentHolds)
        m_tree.showOne(*m_content, growth);
}

bool AnswerAssembly::asksForCalls() const
{
    return m_plan.mode == wire::AnswerMode::Tools || m_plan.mode == wire::AnswerMode::ParallelTools;
}

bool AnswerAssembly::ended() const
{
    return m_done || !m_said.finishReason.empty();
}

std::size_t AnswerAssembly::size() const
{
    std::size_t out = 0;
    for (const AnswerSource *source : m_tree.shown())
        out += source->reader.tree().size();
    return out;
}

Answer AnswerAssembly::answer()
{
    Answer out = m_said;
    out.ended = ended();
    if (m_beyondBound)
        out.stoppedAfter = m_plan.mostTokens;
    out.streamed = m_pieces > std::max<std::size_t>(1, m_tree.shown().size());
    out.eachOnItsOwn =
        m_tree.isList() && m_plan.shape.expectation.root != json::AnswerExpectation::Root::Array;
    out.items = m_tree.items();
    auto whole = m_growing ? m_growing->takeWhole() : std::nullopt;
    const bool asItCame = whole && whole->coercions.empty(); // then it need not be made once more
    json::Value::Array calls;
    for (std::size_t row = 0; row < m_offsets.size(); ++row) {
        const AnswerSource *source = m_tree.shown()[row];
        const json::AnswerReader &reader = source->reader;
        // A call without arguments among others is a null item, which the schema judges.
        if (out.state != AnswerState::Cut && reader.state() != AnswerState::None)
            out.state = reader.state();
        if (!out.parseError)
            out.parseError = reader.error();
        if (!asItCame)
            calls.push_back(reader.tree().value());
        const std::uint64_t base = m_offsets[row];
        if (base > 0)
            out.text += '\n';
        out.text += source->text;
        if (source != m_content.get())
            out.calls.push_back(
                {source->id, source->name.empty() ? m_plan.shape.tool.name : source->name, source->text});
        for (json::Repair repair : reader.repairs()) {
            repair.offset += base;
            out.loopStopped |= repair.kind == json::RepairKind::LoopStopped;
            out.repairs.push_back(std::move(repair));
        }
        for (const json::IgnoredSpan &span : reader.ignored())
            out.ignored.push_back({span.begin + base, span.end + base});
    }
    if (m_tooManyCalls && !out.parseError) {
        out.parseError.emplace();
        out.parseError->code = json::ParseErrorCode::TooLarge;
        out.parseError->message = "it made more than " + std::to_string(kMostCalls) + " calls";
        out.parseError->offset = out.text.size();
    }
    if (m_tree.isList()) {
        out.value = json::Value::array(std::move(calls));
    } else if (asItCame) {
        whole->value.share();
        out.value = whole->value;
        assert(out.value == m_tree.shown().front()->reader.tree().value());
    } else if (!calls.empty()) {
        out.value = std::move(calls.front());
    }
    if (whole)
        out.judged = Judged{std::move(whole->value), std::move(whole->coercions), m_growing->issues()};
    addNotes(out);
    return out;
}

void AnswerAssembly::addNotes(Answer &out) const
{
    const bool content = m_content && !m_tree.isList() && m_tree.shown().front() == m_content.get();
    if (out.state != AnswerState::None && !m_tree.shown().empty() && content == asksForCalls()) {
        out.repairs.insert(out.repairs.begin(),
                           {json::RepairKind::Prose, 0, content ? "content" : "tool call"});
        out.notes.emplace_back(
            content ? "The model answered in its text instead of calling the function; the text was read."
                    : "The model called a function although none was asked for; its arguments were read.");
    }
    if (m_oneCall.count() > 1)
        out.notes.push_back("The model made " + std::to_string(m_oneCall.count()) +
                            " calls where one was asked for; only one was read.");
    const bool asksForStream = m_plan.stream != wire::StreamKind::None;
    if (asksForStream && out.ended && m_pieces <= m_tree.shown().size() && out.text.size() > kShortAnswer)
        out.notes.emplace_back(
            "The endpoint sent its answer in one piece: it does not really stream in this mode.");
}

std::vector<std::uint64_t> AnswerAssembly::textOffsets() const
{
    std::vector<std::uint64_t> out;
    std::uint64_t size = 0;
    for (const AnswerSource *source : m_tree.shown()) {
        out.push_back(size == 0 ? 0 : size + 1);
        size = out.back() + source->text.size();
    }
    return out;
}

void AnswerAssembly::place(schema::Issues &issues, const Origins &origins) const
{
    const std::vector<AnswerSource *> &shown = m_tree.shown();
    for (schema::Issue &issue : issues) {
        const std::string came = origins.of(issue.instance);
        std::string_view pointer = came;
        std::size_t row = 0;
        if (m_tree.isList()) {
            const std::optional<std::string> token = json::takeToken(pointer);
            row = token ? json::arrayIndex(*token).value_or(shown.size()) : shown.size();
        }
        if (row >= shown.size())
            continue;
        if (const std::optional<ByteRange> range = rangeOf(shown[row]->reader.tree(), pointer)) {
            issue.begin = range->begin + m_offsets[row];
            issue.end = range->end + m_offsets[row];
        }
    }
}

} // namespace espalier::run
