// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/evaluation_p.h"

#include <algorithm>
#include <functional>

namespace espalier::schema {

namespace {

/// Schemas inside schemas inside instances: four for each of the 512 levels that the parser allows, and what
/// a stack of 8 MiB takes even with sanitizers.
constexpr int kMaxDepth = 2'048;
/// What is remembered is dropped beyond this, so that memory stays bounded; verdicts and marks together.
constexpr std::size_t kMaxRemembered = 1U << 18U;
/// A quick look is cheaper without memory; only what takes longer than this can be one that doubles.
constexpr std::size_t kFreeSteps = 4'096;
/// So many patterns are never all in the processor's cache, and a look costs that many times more.
constexpr std::size_t kManyPatterns = 1'000;
constexpr std::size_t kCostOfMany = 4;
/// What it costs to remember a verdict, in applications of a schema.
constexpr std::size_t kCostOfMemory = 3;
/// Two more digits of a number cost as much as an application.
constexpr std::size_t kDigitsAtOnce = 32;
/// Members of an object from which on they are worth an index.
constexpr std::size_t kLarge = 64;
/// Indexes are dropped beyond so many members, so that memory stays bounded.
constexpr std::size_t kMaxIndexed = 1U << 20U;

} // namespace

std::size_t Evaluation::QuestionHash::operator()(const Question &question) const noexcept
{
    constexpr std::size_t spread = 0x9E3779B97F4A7C15U;
    return std::hash<const void *>()(question.first) * spread ^ std::hash<const void *>()(question.second);
}

void Evaluation::addReported(Known &out) const
{
    for (const auto &[scope, memory] : m_memory) {
        for (const auto &[question, remembered] : memory) {
            if (remembered.verdict == Verdict::Reported)
                out.emplace(question, false);
        }
    }
}

Evaluation::Evaluation(const NodeStore &store, Pass pass, std::string_view pointerPrefix)
    : m_store(store)
    , m_prefix(pointerPrefix)
    , m_tracking(pass == Pass::Report)
{
    if (store.dynamic)
        m_scope.push_back(0);
}

bool Evaluation::apply(const Node &node, const json::Value &instance, Marks *marks)
{
    if (m_known && !marks) {
        const auto known = m_known->empty() ? m_known->end() : m_known->find({&node, &instance});
        if (known != m_known->end())
            return known->second;
        if (const auto verdict = m_knownParts ? m_knownParts->verdict(node, instance) : std::nullopt)
            return *verdict;
    }
    if (++m_work > kMostWork)
        return refuseWork(node, instance);
    if (node.boolean)
        return *node.boolean || refuse(node, instance);
    if (m_depth >= kMaxDepth)
        return refuseDepth(node, instance);
    ++m_depth;
    ++m_steps;
    const bool ok = m_store.dynamic     ? applyScoped(node, instance, marks)
                    : wantsMemory(node) ? applyRemembering(node, instance, marks)
                                        : evaluate(node, instance, marks);
    --m_depth;
    return ok;
}

bool Evaluation::wantsMemory(const Node &node) const noexcept
{
    // Else one way alone leads here, by the schema's own structure.
    return node.references > 0 && (reporting() || (m_ways > 0 && m_steps > kFreeSteps));
}

/// Whoever enters a resource may change where dynamic references lead, until he leaves it again.
bool Evaluation::applyScoped(const Node &node, const json::Value &instance, Marks *marks)
{
    const bool enters = std::find(m_scope.begin(), m_scope.end(), node.resource) == m_scope.end();
    const std::uint32_t before = m_scopeNumber;
    if (enters) {
        const auto next = static_cast<std::uint32_t>(m_scopeNumbers.size() + 1);
        m_scopeNumber = m_scopeNumbers.try_emplace({before, node.resource}, next).first->second;
        m_scope.push_back(node.resource);
    }
    const bool ok =
        wantsMemory(node) ? applyRemembering(node, instance, marks) : evaluate(node, instance, marks);
    if (enters)
        m_scope.pop_back();
    m_scopeNumber = before;
    return ok;
}

bool Evaluation::applyRemembering(const Node &node, const json::Value &instance, Marks *marks)
{
    m_work += kCostOfMemory;
    {
        const auto &memory = m_memory[m_scopeNumber];
        const auto known = memory.find({&node, &instance});
        if (known != memory.end() && (known->second.verdict != Verdict::Fails || !reporting()) &&
            (!marks || known->second.hasMarks || known->second.verdict != Verdict::Fits)) {
            if (marks)
                marks->add(known->second.marks);
            return known->second.verdict == Verdict::Fits;
        }
    }
    Marks own;
    const int undecided = m_undecided;
    const bool ok = evaluate(node, instance, marks ? &own : nullptr);
    if (marks && (ok || reporting()))
        marks->add(own);
    if (m_undecided != undecided)
        return ok;
    if (m_remembered >= kMaxRemembered) {
        m_memory.clear();
        m_remembered = 0;
    }
    m_remembered += 1 + own.places.size() / 8;
    Remembered &slot = m_memory[m_scopeNumber][{&node, &instance}];
    slot.verdict = ok ? Verdict::Fits : reporting() ? Verdict::Reported : Verdict::Fails;
    slot.hasMarks = marks != nullptr;
    slot.marks = ok || reporting() ? std::move(own) : Marks();
    return ok;
}

bool Evaluation::evaluate(const Node &node, const json::Value &instance, Marks *marks)
{
    m_ways += node.manyWays ? 1 : 0;
    const bool asks = (node.array && node.array->unevaluated) || (node.object && node.object->unevaluated);
    bool ok = false;
    if (!asks && !marks) {
        ok = evaluateRules(node, instance, nullptr);
    } else {
        // What a schema noted that does not fit does not count, but where its failure is told anyway: there
        // it would only be told a second time.
        Marks own;
        ok = evaluateRules(node, instance, &own);
        if (asks && (ok || reporting()))
            ok = checkUnevaluated(node, instance, *this, own) && ok;
        if (marks && (ok || reporting()))
            marks->add(own);
    }
    m_ways -= node.manyWays ? 1 : 0;
    return ok;
}

bool Evaluation::evaluateRules(const Node &node, const json::Value &instance, Marks *marks)
{
    if (instance.isNumber() && instance.text().size() > kDigitsAtOnce)
        m_work += instance.text().size() / 2;
    bool ok = node.types == types::kAll || hasType(instance, node.types) || reportType(node, instance, *this);
    const auto goesOn = [this, &ok] { return ok || reporting(); };
    if (node.constant && goesOn())
        ok = checkAllowed(node, *node.constant, instance, *this) && ok;
    if (node.enumeration && goesOn())
        ok = checkAllowed(node, *node.enumeration, instance, *this) && ok;
    if (!goesOn())
        return false;
    switch (instance.kind()) {
    case json::Value::Kind::Null:
    case json::Value::Kind::Bool:
        break;
    case json::Value::Kind::Number:
        if (node.number)
            ok = checkNumber(node, instance, *this) && ok;
        break;
    case json::Value::Kind::String:
        if (node.string)
            ok = checkString(node, instance, *this) && ok;
        break;
    case json::Value::Kind::Array:
        if (node.array)
            ok = checkArray(node, instance, *this, marks) && ok;
        break;
    case json::Value::Kind::Object:
        if (node.object)
            ok = checkObject(node, instance, *this, marks) && ok;
        break;
    }
    if (node.inPlace && goesOn())
        ok = checkInPlace(node, instance, *this, marks) && ok;
    return ok;
}

bool Evaluation::applyMember(const Node &node, const json::Member &member, std::size_t index)
{
    if (!m_tracking)
        return apply(node, member.value);
    m_path.push_back({member.key, index, true});
    const bool ok = apply(node, member.value);
    m_path.pop_back();
    return ok;
}

bool Evaluation::applyItem(const Node &node, const json::Value &item, std::size_t index)
{
    if (!m_tracking)
        return apply(node, item);
    m_path.push_back({{}, index, false});
    const bool ok = apply(node, item);
    m_path.pop_back();
    return ok;
}

bool Evaluation::applyName(const Node &node, const json::Member &member, std::size_t index)
{
    // Kept as long as we are, because verdicts go by the address of a value.
    m_work += kCostOfMemory;
    json::Value &name = m_names[&member];
    if (!name.isString())
        name = json::Value::string(member.key);
    if (m_tracking)
        m_path.push_back({member.key, index, true});
    bool ok = fits(node, name);
    if (!ok && reporting()) {
        const std::string summary = summaryOf(node);
        const std::string what =
            summary.empty() ? std::string("have a name that is allowed") : "have a name like " + summary;
        report(
            node.parent ? *node.parent : node,
            {"propertyNames", "a name that is allowed", "must " + what, "must " + what + ", or be left out"},
            name);
    }
    if (m_tracking)
        m_path.pop_back();
    return ok;
}

bool Evaluation::fits(const Node &node, const json::Value &instance, Marks *marks)
{
    ++m_silence;
    const bool ok = apply(node, instance, marks);
    --m_silence;
    return ok;
}

bool Evaluation::itemFits(const Node &node, const json::Value &item, std::size_t index)
{
    ++m_silence;
    const bool ok = applyItem(node, item, index);
    --m_silence;
    return ok;
}

Evaluation::Members Evaluation::membersOf(const json::Value &object)
{
    if (object.members().size() < kLarge)
        return nullptr;
    if (const Members &known = m_large[&object])
        return known;
    if (m_indexed >= kMaxIndexed) { // who asked earlier keeps what he got
        m_large.clear();
        m_indexed = 0;
    }
    m_indexed += object.members().size();
    return m_large[&object] = std::make_shared<const json::EffectiveMembers>(object);
}

Evaluation::Members Evaluation::membersIfSeen(const json::Value &object)
{
    const bool seen = object.members().size() < kLarge || !m_large.try_emplace(&object).second;
    return seen ? membersOf(object) : nullptr;
}

Pattern::Match Evaluation::match(const Pattern &pattern, std::string_view text, const Node &node,
                                 std::string_view keyword, const json::Value &instance)
{
    if (hasLookedEnough() && m_undecided > kMostUndecided) // nothing more is told of it
        return Pattern::Match::GivenUp;
    m_matches += m_store.patterns.size() > kManyPatterns ? kCostOfMany : 1;
    const bool tries = m_undecided < kMostUndecided && !hasLookedEnough();
    if (!m_text.isOf(text))
        m_text = PatternText(text);
    const Pattern::Match match = tries ? pattern.match(m_text) : Pattern::Match::GivenUp;
    if (match == Pattern::Match::GivenUp)
        noteUndecided(node,
                      {keyword, "a pattern that can be judged",
                       "cannot be judged: looking for the pattern took too long",
                       "could not be judged: looking for the pattern took too long"},
                      instance);
    return match;
}

const Node &Evaluation::dynamicTarget(const InPlaceRules &rules) const
{
    if (!rules.dynamicName || !m_store.dynamic)
        return *rules.dynamicRef;
    for (const std::uint32_t resource : m_scope) {
        for (const auto &[name, node] : m_store.resources[resource].dynamicAnchors) {
            if (name == *rules.dynamicName)
                return *node;
        }
    }
    return *rules.dynamicRef;
}

} // namespace espalier::schema
