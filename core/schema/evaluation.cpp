// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/evaluation_p.h"

#include "schema/issuetext.h"
#include "json/pointer.h"

#include <algorithm>
#include <functional>

namespace espalier::schema {

namespace {

/// Schemas inside schemas inside instances: four for each of the 512 levels that the parser allows, and what
/// a stack of 8 MiB takes even with sanitizers.
constexpr int kMaxDepth = 2'048;
/// Remembered verdicts are dropped beyond this, so that memory stays bounded.
constexpr std::size_t kMaxVerdicts = 1U << 18U;

} // namespace

std::size_t Evaluation::QuestionHash::operator()(const Question &question) const noexcept
{
    constexpr std::size_t spread = 0x9E3779B97F4A7C15U;
    return std::hash<const void *>()(question.first) * spread ^ std::hash<const void *>()(question.second);
}

Evaluation::Evaluation(std::string_view pointerPrefix)
    : m_prefix(pointerPrefix)
{
}

bool Evaluation::apply(const Node &node, const json::Value &instance)
{
    if (node.boolean)
        return *node.boolean || refuse(node, instance);
    if (m_found.size() >= kMaxIssues)
        return false; // nobody will hear of more
    if (m_depth >= kMaxDepth)
        return refuseDepth(node, instance);
    const bool remember = node.references > 1 || (node.references == 1 && !reporting());
    if (remember) {
        const auto known = m_verdicts.find({&node, &instance});
        if (known != m_verdicts.end() && (known->second != Verdict::Fails || !reporting()))
            return known->second == Verdict::Fits;
    }
    ++m_depth;
    const bool ok = evaluate(node, instance);
    --m_depth;
    if (remember) {
        if (m_verdicts.size() >= kMaxVerdicts)
            m_verdicts.clear();
        const Verdict failure = reporting() ? Verdict::Reported : Verdict::Fails;
        m_verdicts[{&node, &instance}] = ok ? Verdict::Fits : failure;
    }
    return ok;
}

// Apart from apply(), whose frame stands on the stack once for every level: texts would make it several times
// as large.
bool Evaluation::refuse(const Node &node, const json::Value &instance)
{
    return report({node.holder, node.pointer, "nothing", "must not be there", "must be left out"}, instance);
}

bool Evaluation::refuseDepth(const Node &node, const json::Value &instance)
{
    return report({"", node.pointer, "less nesting", "is nested too deeply", "is nested too deeply", false},
                  instance);
}

bool Evaluation::evaluate(const Node &node, const json::Value &instance)
{
    bool ok = true;
    for (const auto &keyword : node.keywords) {
        ok = keyword->check(instance, *this) && ok;
        if (!ok && (!reporting() || m_found.size() >= kMaxIssues))
            return false;
    }
    return ok;
}

bool Evaluation::applyMember(const Node &node, const json::Value &value, std::string_view key,
                             std::size_t index)
{
    return applyChild(node, value, {key, index, true});
}

bool Evaluation::applyItem(const Node &node, const json::Value &value, std::size_t index)
{
    return applyChild(node, value, {{}, index, false});
}

bool Evaluation::applyChild(const Node &node, const json::Value &value, const Step &step)
{
    m_path.push_back(step);
    const bool ok = apply(node, value);
    m_path.pop_back();
    return ok;
}

bool Evaluation::fits(const Node &node, const json::Value &instance)
{
    ++m_silence;
    const bool ok = apply(node, instance);
    --m_silence;
    return ok;
}

bool Evaluation::report(const Finding &finding, const json::Value &instance)
{
    if (!reporting() || m_found.size() >= kMaxIssues)
        return false;
    Located found;
    found.issue.instance = m_prefix;
    for (const Step &step : m_path) {
        found.path.push_back(step.index);
        if (step.isMember)
            json::appendToken(found.issue.instance, step.key);
        else
            json::appendToken(found.issue.instance, step.index);
    }
    found.issue.schema = finding.pointer;
    found.issue.keyword = finding.keyword;
    found.issue.expected = finding.expected;
    if (finding.showsValue)
        found.issue.got = shortJson(instance);
    found.issue.message = messageForPeople(finding.demand, found.issue.got);
    found.issue.forModel = messageForModel(found.issue.instance, finding.forModel, found.issue.got);
    m_found.push_back(std::move(found));
    return false;
}

Issues Evaluation::takeIssues()
{
    // A parent's path is a prefix of its children's and sorts before them; equal places keep the order of the
    // keywords.
    std::stable_sort(m_found.begin(), m_found.end(),
                     [](const Located &a, const Located &b) { return a.path < b.path; });
    Issues out;
    out.reserve(m_found.size());
    for (Located &found : m_found)
        out.push_back(std::move(found.issue));
    m_found.clear();
    return out;
}

} // namespace espalier::schema
