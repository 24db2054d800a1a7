// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/evaluation_p.h"
#include "schema/issuetext.h"
#include "schema/unionbranches_p.h"
#include "schema/validator.h"
#include "json/effectivemembers.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

// What to say when no branch of a choice fits: which one was meant, or came closest, and why it failed.

namespace espalier::schema {

namespace {

constexpr std::size_t kMostTried = 32; // branches that are looked at closely
constexpr int kMostLooks = 1'000;      // for a guess at one branch

bool isPlausible(const Node &node, const json::Value &instance, const json::EffectiveMembers *top,
                 int &budget);

bool arePlausible(const ObjectRules &rules, const json::Value &instance, const json::EffectiveMembers &top,
                  int &budget)
{
    const auto &members = instance.members();
    const auto plausible = [&](std::uint32_t name, const json::Value &member) {
        const Node *node = rules.named[name].node;
        return !node || isPlausible(*node, member, nullptr, budget);
    };
    bool ok = true;
    if (rules.names.size() < members.size()) {
        for (std::uint32_t name = 0; name < rules.names.size() && ok; ++name) {
            if (const auto place = top.placeOf(rules.names.name(name)))
                ok = plausible(name, members[*place].value);
        }
        return ok;
    }
    for (std::size_t i = 0; i < members.size() && ok; ++i) {
        const std::uint32_t name = rules.names.find(members[i].key);
        if (name != KeyTable::kNone && top.isLast(i))
            ok = plausible(name, members[i].value);
    }
    return ok;
}

/// A cheap look at whether the instance could have been meant for this schema: its type, its constants and,
/// one level down, the constants of its members. `top`: of the instance, indexed once for all branches;
/// nullptr one level down. `budget` counts down and ends it at zero (true).
bool isPlausible(const Node &node, const json::Value &instance, const json::EffectiveMembers *top,
                 int &budget)
{
    if (node.boolean)
        return *node.boolean;
    if (--budget <= 0)
        return true;
    if (top && !hasType(instance, node.types))
        return false;
    if ((node.constant && !isAllowed(*node.constant, instance)) ||
        (node.enumeration && !isAllowed(*node.enumeration, instance)))
        return false;
    if (top && node.object && !arePlausible(*node.object, instance, *top, budget))
        return false;
    const InPlaceRules *rules = node.inPlace.get();
    if (!rules)
        return true;
    const auto plausible = [&](const Node *branch) { return isPlausible(*branch, instance, top, budget); };
    const auto any = [&](const std::vector<const Node *> &branches) {
        return branches.empty() || std::any_of(branches.begin(), branches.end(), plausible);
    };
    return (!rules->ref || plausible(rules->ref)) &&
           std::all_of(rules->allOf.begin(), rules->allOf.end(), plausible) && any(rules->anyOf) &&
           any(rules->oneOf);
}

/// How many members say that they are of this branch.
int tagsMatched(const Node &branch, const json::Value &instance)
{
    int out = 0;
    std::size_t left = 64; // of members, for objects that are meant to be none of these
    for (const json::Member &member : instance.members()) {
        if (left-- == 0)
            break;
        out += allAllow(memberConstants(branch, member.key), member.value) ? 1 : 0;
    }
    return out;
}

struct Candidate
{
    const Node *node = nullptr;
    std::size_t place = 0;
    int tags = 0;
};

class Choice
{
public:
    Choice(const std::vector<const Node *> &branches, const json::Value &instance, Evaluation &evaluation)
        : m_branches(branches)
        , m_instance(instance)
        , m_evaluation(evaluation)
    {
        const json::EffectiveMembers members(instance);
        for (std::size_t i = 0; i < branches.size(); ++i) {
            int budget = kMostLooks;
            if (isPlausible(*branches[i], instance, &members, budget))
                m_plausible.push_back({branches[i], i, 0});
        }
        if (m_plausible.size() > 1) {
            for (Candidate &candidate : m_plausible)
                candidate.tags = tagsMatched(*candidate.node, instance);
        }
    }

    /// The branch that was decided for, or the only one that could have been meant by its type and constants.
    const Node *meant() const
    {
        if (const Node *decided = UnionBranches(m_branches).decidedFor(m_instance))
            return decided;
        if (m_plausible.size() == 1)
            return m_plausible.front().node;
        const Candidate *best = nullptr;
        for (const Candidate &candidate : m_plausible) {
            if (!best || candidate.tags > best->tags)
                best = &candidate;
        }
        const auto isBest = [best](const Candidate &candidate) { return candidate.tags == best->tags; };
        const bool alone =
            best && best->tags > 0 && std::count_if(m_plausible.begin(), m_plausible.end(), isBest) == 1;
        return alone ? best->node : nullptr;
    }

    std::string nameOf(std::size_t place) const
    {
        const std::string summary = summaryOf(*m_branches[place]);
        return summary.empty() ? "form " + std::to_string(place + 1) : summary;
    }

    std::string names() const
    {
        std::vector<std::string> words;
        for (std::size_t i = 0; i < m_branches.size() && words.size() < 100; ++i)
            words.push_back(nameOf(i));
        return alternatives(words);
    }

    /// "closest is Dog: /tail must be true or false, got 1"; empty when no branch is closer than others.
    std::string why() const
    {
        if (m_plausible.empty())
            return wrongTag();
        struct Best
        {
            std::tuple<int, int, int> score{-1, 0, 0};
            std::string words;
        } best;
        for (std::size_t i = 0; i < std::min(m_plausible.size(), kMostTried); ++i) {
            const Candidate &candidate = m_plausible[i];
            Evaluation closer(m_evaluation.store(), Evaluation::Pass::Report);
            closer.beBrief();
            closer.startAfter(m_evaluation);
            const std::size_t before = closer.work();
            closer.apply(*candidate.node, m_instance);
            m_evaluation.spend(closer.work() - before);
            const auto found = closer.takeFound();
            if (found.empty() || closer.work() > Evaluation::kMostWork)
                continue;
            std::size_t depth = 0;
            for (const Evaluation::Located &issue : found)
                depth = std::max(depth, issue.path.size());
            const std::tuple<int, int, int> score{candidate.tags, -static_cast<int>(found.size()),
                                                  static_cast<int>(depth)};
            if (best.words.empty() || score > best.score)
                best = {score, "closest is " + nameOf(candidate.place) + ", where " +
                                   sentence(inOrder(found).front())};
        }
        return best.words;
    }

private:
    static std::string sentence(const Issue &issue)
    {
        const bool continues = issue.message.starts_with("must ") || issue.message.starts_with("is ") ||
                               issue.message.starts_with("fits ");
        if (issue.instance.empty())
            return (continues ? "it " : "") + issue.message;
        return issue.instance + (continues ? " " : ": ") + issue.message;
    }

    /// Every branch has constants for one member, and what stands there is none of them.
    std::string wrongTag() const
    {
        std::size_t left = 64;
        for (const json::Member &member : m_instance.members()) {
            if (left-- == 0)
                break;
            std::vector<std::string> words;
            bool everywhere = true;
            for (const Node *branch : m_branches) {
                const MemberConstants constants = memberConstants(*branch, member.key);
                everywhere = everywhere && !constants.empty() && !allAllow(constants, member.value);
                for (const AllowedRule *rule : constants) {
                    for (std::size_t i = 0; i < std::min<std::size_t>(rule->values.size(), kMostTried); ++i) {
                        const std::string word = shortJson(*rule->values[i]);
                        if (std::find(words.begin(), words.end(), word) == words.end())
                            words.push_back(word);
                    }
                }
                if (!everywhere || words.size() > 100)
                    break;
            }
            if (everywhere && words.size() > 1)
                return shortJson(json::Value::string(member.key)) + " must be one of " + alternatives(words) +
                       ", got " + shortJson(member.value);
        }
        return {};
    }

    const std::vector<const Node *> &m_branches;
    const json::Value &m_instance;
    Evaluation &m_evaluation;
    std::vector<Candidate> m_plausible;
};

} // namespace

bool reportDecided(const std::vector<const Node *> &branches, const json::Value &instance,
                   Evaluation &evaluation)
{
    if (const Node *decided = UnionBranches(branches).decidedFor(instance))
        evaluation.apply(*decided, instance);
    return false;
}

bool reportNoBranch(const Node &node, std::string_view keyword, const std::vector<const Node *> &branches,
                    const json::Value &instance, Evaluation &evaluation)
{
    const Choice choice(branches, instance, evaluation);
    const Node *meant = choice.meant();
    if (meant && !evaluation.apply(*meant, instance))
        return false;
    const std::string names = choice.names();
    const std::string why = evaluation.isBrief() ? std::string() : choice.why();
    const std::string more = why.empty() ? std::string() : "; " + why;
    Finding finding{keyword, names, "fits none of the forms allowed: " + names + more,
                    "must fit one of the forms allowed: " + names + more};
    finding.saysValue = why.empty();
    return evaluation.report(node, finding, instance);
}

} // namespace espalier::schema
