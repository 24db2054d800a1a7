// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/issue.h"
#include "schema/pattern.h"
#include "schema/program_p.h"
#include "json/effectivemembers.h"
#include "json/value.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier::schema {

/// What a keyword has to say about an instance that does not fit.
struct Finding
{
    std::string_view keyword;
    std::string expected;   ///< short, for Issue::expected
    std::string demand;     ///< for people, after the name of the field: "must be a whole number"
    std::string forModel;   ///< the same for the model: "must be of type integer"
    bool showsValue = true; ///< whether what stood there helps
    bool saysValue = true;  ///< and is to be said at the end of the sentences
};

/// Which items or members of one value were evaluated by schemas that fit (2020-12 core, section 11):
/// gathered only where an unevaluated* asks.
struct Marks
{
    std::vector<std::uint32_t> places; ///< of items or members, in any order, with repetitions
    std::uint32_t first = 0;           ///< all items before this one
    bool all = false;
    bool unsure =
        false; ///< no branch of a choice fitted, which is told; nobody knows what it would have said

    void add(std::size_t place) { places.push_back(static_cast<std::uint32_t>(place)); }
    /// Repetitions are dropped now and then, so that memory stays linear in the size of the value.
    void add(const Marks &more);

private:
    std::size_t m_tidyAt = 64; ///< how many places make a look for repetitions worthwhile
};

/// One validation of one instance: where we are, what was found, what is already known.
///
/// Two passes: a quick one that gives the verdict, stops at the first thing that does not fit and keeps no
/// account of the way; and, when that finds something, a reporting one that finds every issue. Within the
/// second, branches that may fail (anyOf, not, …) are tried in silence.
///
/// Verdicts are remembered where several ways lead to the same schema at the same value, so that recursive
/// unions stay linear in schemas × values instead of doubling with every level.
class Evaluation
{
public:
    static constexpr std::size_t kMaxIssues = 1'000;
    /// A pattern that gives up costs about a millisecond; after that many none is even tried.
    static constexpr int kMostUndecided = 32;
    /// Looks for patterns in texts, which take about a second; none is tried beyond. A look counts four times
    /// where there are more than a thousand patterns.
    static constexpr std::size_t kMostMatches = 3'000'000;
    /// Schemas applied to values, and what costs as much: these take about a second, too.
    static constexpr std::size_t kMostWork = 32'000'000;
    enum class Pass : std::uint8_t { Quick, Report };

    Evaluation(const NodeStore &store, Pass pass, std::string_view pointerPrefix = {});

    /// Every issue is wanted; else the first failure decides.
    [[nodiscard]] bool reporting() const noexcept
    {
        return m_tracking && m_silence == 0 && m_work <= kMostWork;
    }
    /// Nobody will hear of more.
    [[nodiscard]] bool isFull() const noexcept { return m_found.size() >= kMaxIssues; }

    /// Applies a schema to the value we are at. `marks`: where to note what was evaluated, or nullptr.
    bool apply(const Node &node, const json::Value &instance, Marks *marks = nullptr);
    /// Applies a schema to a part of the value we are at. `index`: among items or members.
    bool applyMember(const Node &node, const json::Member &member, std::size_t index);
    bool applyItem(const Node &node, const json::Value &item, std::size_t index);
    /// Applies a schema to the name of a member.
    bool applyName(const Node &node, const json::Member &member, std::size_t index);
    /// The verdict alone; nothing is reported.
    bool fits(const Node &node, const json::Value &instance, Marks *marks = nullptr);
    bool itemFits(const Node &node, const json::Value &item, std::size_t index);

    /// Looks for a pattern in a text. Giving up is an issue by itself, at the value we are at, even in
    /// silence.
    Pattern::Match match(const Pattern &pattern, std::string_view text, const Node &node,
                         std::string_view keyword, const json::Value &instance);
    /// The members of a large object that count, indexed once for all who ask; nullptr for others.
    using Members = std::shared_ptr<const json::EffectiveMembers>;
    [[nodiscard]] Members membersOf(const json::Value &object);
    /// The same from the second look at the object on: of one look alone an index makes no use.
    [[nodiscard]] Members membersIfSeen(const json::Value &object);

    /// No pattern is looked for any more; what was not judged is noted (undecided()).
    [[nodiscard]] bool hasLookedEnough() const noexcept { return m_matches > kMostMatches; }
    /// When `quick` looked for all the patterns it may, this one does not do it once more; its work counts.
    void startAfter(const Evaluation &quick) noexcept
    {
        if (quick.hasLookedEnough())
            m_matches = kMostMatches - kMostMatches / 16;
        m_work = std::min(quick.m_work, kMostWork - kMostWork / 16);
    }
    /// Counts what is no application of a schema and costs as much as so many of them.
    void spend(std::size_t work) noexcept { m_work += work; }
    void spendOnText(std::string_view text) noexcept { m_work += text.size() / 32; }
    [[nodiscard]] std::size_t work() const noexcept { return m_work; }
    /// How many things could not be judged; when there are any, no verdict around them counts.
    [[nodiscard]] int undecided() const noexcept { return m_undecided; }

    /// Notes an issue at the value we are at; ignored while silent or when there are too many. Always returns
    /// false.
    bool report(const Node &node, const Finding &finding, const json::Value &instance);

    /// Where a dynamic reference leads from here (2020-12 core, section 8.2.3.2).
    [[nodiscard]] const Node &dynamicTarget(const InPlaceRules &rules) const;

    /// Verdicts given earlier, whose issues are already told; looked up before a schema is applied.
    using Question = std::pair<const Node *, const json::Value *>;
    struct QuestionHash
    {
        std::size_t operator()(const Question &question) const noexcept;
    };
    using Known = std::unordered_map<Question, bool, QuestionHash>;
    /// The same on the items or members of one value, for which a look-up is to cost next to nothing.
    class KnownParts
    {
    public:
        virtual ~KnownParts() = default;
        /// nullopt: it is not known, or no part of that value.
        [[nodiscard]] virtual std::optional<bool> verdict(const Node &node,
                                                          const json::Value &part) const = 0;
    };
    void useKnown(const Known *known, const KnownParts *parts = nullptr)
    {
        m_known = known;
        m_knownParts = parts;
    }
    /// Adds what was found not to fit, and told, where several ways lead to the same schema.
    void addReported(Known &out) const;

    /// A step of the way to the value we are at.
    struct Step
    {
        std::string_view key;
        std::size_t index = 0;
        bool isMember = false;
    };
    /// For a value that is not the root: the way to it.
    void startAt(std::vector<Step> path) { m_path = std::move(path); }

    /// An issue, and what its place among others goes by.
    struct Located
    {
        std::vector<std::size_t> path;
        Issue issue;
    };
    [[nodiscard]] std::vector<Located> takeFound() { return std::exchange(m_found, {}); }

    /// What the issues of a choice are taken from needs no more than one line: choices inside say which
    /// branches there are and nothing of the closest.
    void beBrief() { m_brief = true; }
    [[nodiscard]] bool isBrief() const noexcept { return m_brief; }
    [[nodiscard]] const NodeStore &store() const noexcept { return m_store; }

private:
    enum class Verdict : std::uint8_t {
        Fits,
        Fails,
        Reported
    }; ///< Reported: fails, and its issues are noted
    struct Remembered
    {
        Verdict verdict = Verdict::Fits;
        bool hasMarks = false;
        Marks marks;
    };

    bool applyScoped(const Node &node, const json::Value &instance, Marks *marks);
    bool applyRemembering(const Node &node, const json::Value &instance, Marks *marks);
    bool evaluate(const Node &node, const json::Value &instance, Marks *marks);
    bool evaluateRules(const Node &node, const json::Value &instance, Marks *marks);
    bool refuse(const Node &node, const json::Value &instance);
    bool refuseDepth(const Node &node, const json::Value &instance);
    bool refuseWork(const Node &node, const json::Value &instance);
    void noteUndecided(const Node &node, const Finding &finding, const json::Value &instance);
    void note(const Node &node, const Finding &finding, const json::Value &instance);
    [[nodiscard]] bool wantsMemory(const Node &node) const noexcept;

    const NodeStore &m_store;
    std::string m_prefix;
    std::vector<Step> m_path;
    std::vector<Located> m_found;
    std::map<std::uint32_t, std::unordered_map<Question, Remembered, QuestionHash>> m_memory; ///< by scope
    const Known *m_known = nullptr;
    const KnownParts *m_knownParts = nullptr;
    std::unordered_map<const json::Member *, json::Value> m_names;
    std::unordered_map<const json::Value *, Members> m_large; ///< objects looked at; nullptr: once
    std::size_t m_indexed = 0;                                ///< members in m_large
    std::vector<std::uint32_t> m_scope; ///< resources entered, outermost first, each once
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> m_scopeNumbers;
    std::uint32_t m_scopeNumber = 0;
    std::size_t m_remembered = 0;
    std::size_t m_steps = 0;
    std::size_t m_work = 0;
    std::size_t m_matches = 0;
    PatternText m_text; ///< looked at last
    int m_undecided = 0;
    int m_silence = 0;
    int m_depth = 0;
    int m_ways = 0; ///< how many schemas around us look down several ways
    bool m_tracking;
    bool m_brief = false;
};

/// The issues in the order that Validator::validate() promises.
[[nodiscard]] Issues inOrder(std::vector<Evaluation::Located> found);

// What the rules of a schema say about a value of their kind. While nobody listens they stop at the first
// failure.
[[nodiscard]] bool hasType(const json::Value &instance, TypeSet allowed);
[[nodiscard]] bool isAllowed(const AllowedRule &rule, const json::Value &instance);
bool reportType(const Node &node, const json::Value &instance, Evaluation &evaluation);
bool checkAllowed(const Node &node, const AllowedRule &rule, const json::Value &instance,
                  Evaluation &evaluation);
bool checkNumber(const Node &node, const json::Value &instance, Evaluation &evaluation);
bool checkString(const Node &node, const json::Value &instance, Evaluation &evaluation);
bool checkArray(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks);
bool checkObject(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks);
bool checkInPlace(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks);
bool checkUnevaluated(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks &marks);
/// What the branch that an object was decided for says, where others could not be judged. Only while
/// reporting. False.
bool reportDecided(const std::vector<const Node *> &branches, const json::Value &instance,
                   Evaluation &evaluation);
/// No branch of anyOf or oneOf fits: says so as well as it can. Only while reporting.
bool reportNoBranch(const Node &node, std::string_view keyword, const std::vector<const Node *> &branches,
                    const json::Value &instance, Evaluation &evaluation);

} // namespace espalier::schema
