// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/evaluation_p.h"

#include "schema/issuetext.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>

// What an evaluation tells. Apart from apply() and its kin, whose frames stand on the stack once for every
// level: texts would make them several times as large.

namespace espalier::schema {

namespace {

/// Keywords in the order in which what they say helps: what the value is before how large it is, and both
/// before a choice.
int rankOf(std::string_view keyword)
{
    constexpr std::array<std::string_view, 6> kFirst{"type",     "const",  "enum",
                                                     "required", "format", "pattern"};
    constexpr std::array<std::string_view, 5> kLast{"anyOf", "oneOf", "not", "contains", "minContains"};
    const auto *const first = std::find(kFirst.begin(), kFirst.end(), keyword);
    if (first != kFirst.end())
        return static_cast<int>(first - kFirst.begin());
    return std::find(kLast.begin(), kLast.end(), keyword) == kLast.end() ? 10 : 20;
}

} // namespace

bool Evaluation::refuse(const Node &node, const json::Value &instance)
{
    if (!reporting())
        return false;
    const bool definition = node.keyword == "$defs" || node.keyword == "definitions";
    Finding finding{definition ? std::string_view("$ref") : node.keyword, "nothing", "must not be there",
                    "must be left out"};
    if (isFull())
        return false;
    note(node, finding, instance);
    m_found.back().issue.schema = pointerOf(node);
    return false;
}

bool Evaluation::refuseDepth(const Node &node, const json::Value &instance)
{
    noteUndecided(node, {"", "less nesting", "is nested too deeply", "is nested too deeply", false},
                  instance);
    return false;
}

bool Evaluation::refuseWork(const Node &node, const json::Value &instance)
{
    noteUndecided(node,
                  {"", "less to look at", "cannot be judged: the schema asks too much of a value so large",
                   "could not be judged: the schema asks too much of a value so large", false},
                  instance);
    return false;
}

/// Told even in silence, once for each place: otherwise a "not" or another branch would make a verdict of
/// it.
void Evaluation::noteUndecided(const Node &node, const Finding &finding, const json::Value &instance)
{
    ++m_undecided;
    if (!m_tracking || isFull() || m_undecided > kMostUndecided)
        return;
    note(node, finding, instance);
    const Issue &last = m_found.back().issue;
    const auto same = std::find_if(m_found.begin(), m_found.end() - 1, [&last](const Located &found) {
        return found.issue.instance == last.instance && found.issue.schema == last.schema;
    });
    if (same != m_found.end() - 1)
        m_found.pop_back();
}

bool Evaluation::report(const Node &node, const Finding &finding, const json::Value &instance)
{
    if (reporting() && !isFull())
        note(node, finding, instance);
    return false;
}

void Evaluation::note(const Node &node, const Finding &finding, const json::Value &instance)
{
    constexpr std::size_t kCostOfIssue = 64;
    m_work += kCostOfIssue;
    Located found;
    found.issue.instance = m_prefix;
    for (const Step &step : m_path) {
        found.path.push_back(step.index);
        if (step.isMember)
            json::appendToken(found.issue.instance, step.key);
        else
            json::appendToken(found.issue.instance, step.index);
    }
    found.issue.schema = finding.keyword.empty() ? pointerOf(node) : pointerOf(node, finding.keyword);
    found.issue.keyword = finding.keyword;
    found.issue.expected = finding.expected;
    if (finding.showsValue)
        found.issue.got = shortJson(instance);
    const std::string_view said = finding.saysValue ? std::string_view(found.issue.got) : std::string_view();
    found.issue.message = messageForPeople(finding.demand, said);
    found.issue.forModel = messageForModel(found.issue.instance, finding.forModel, said);
    m_found.push_back(std::move(found));
}

Issues inOrder(std::vector<Evaluation::Located> found)
{
    // A parent's path is a prefix of its children's and sorts before them; what is equal in place and rank
    // keeps the order of the keywords.
    std::stable_sort(found.begin(), found.end(),
                     [](const Evaluation::Located &a, const Evaluation::Located &b) {
                         if (a.path != b.path)
                             return a.path < b.path;
                         return rankOf(a.issue.keyword) < rankOf(b.issue.keyword);
                     });
    Issues out;
    out.reserve(found.size());
    for (Evaluation::Located &one : found)
        out.push_back(std::move(one.issue));
    return out;
}

} // namespace espalier::schema
