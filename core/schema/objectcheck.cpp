// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/evaluation_p.h"
#include "schema/issuetext.h"
#include "schema/pattern.h"
#include "json/effectivemembers.h"
#include "json/writer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

// What the rules for objects demand; keywords_object.cpp says where they come from.

namespace espalier::schema {

namespace {

/// Which of the members a schema names are there. No memory but for schemas that name many.
class Presence
{
public:
    explicit Presence(std::size_t names)
    {
        if (names > kInline * 64)
            m_more.resize((names + 63) / 64);
    }
    void set(std::uint32_t name) { words()[name / 64] |= std::uint64_t{1} << (name % 64); }
    [[nodiscard]] bool has(std::uint32_t name) const
    {
        const std::uint64_t *all = m_more.empty() ? m_few.data() : m_more.data();
        return (all[name / 64] >> (name % 64) & 1U) != 0;
    }

private:
    static constexpr std::size_t kInline = 4;
    std::uint64_t *words() { return m_more.empty() ? m_few.data() : m_more.data(); }

    std::array<std::uint64_t, kInline> m_few{};
    std::vector<std::uint64_t> m_more;
};

std::string quoted(std::string_view name)
{
    std::string out;
    json::appendString(out, name);
    return out;
}

/// One look at an object: every member once.
class ObjectCheck
{
public:
    ObjectCheck(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks)
        : m_node(node)
        , m_rules(*node.object)
        , m_instance(instance)
        , m_evaluation(evaluation)
        , m_marks(marks)
        , m_present(m_rules.names.size())
    {
    }

    bool run()
    {
        const auto &members = m_instance.members();
        m_evaluation.spend(m_rules.names.size() / kNamesOfWork);
        if (asksForFew())
            m_large = m_evaluation.membersIfSeen(m_instance);
        if (m_large)
            namedMembers();
        else
            for (std::size_t i = 0; i < members.size() && goesOn() && !m_evaluation.isFull(); ++i)
                member(members[i], i);
        if (m_marks && m_rules.additional)
            m_marks->all = true;
        if (goesOn())
            required();
        if (goesOn())
            dependencies();
        if (goesOn())
            count();
        return m_ok;
    }

private:
    static constexpr std::size_t kNamesOfWork = 1024; ///< what m_present has of them costs an application

    bool goesOn() const { return m_ok || m_evaluation.reporting(); }
    /// Of a large object the rules want to know few members, which they name.
    bool asksForFew() const
    {
        return m_rules.patterns.empty() && !m_rules.additional && !m_rules.propertyNames &&
               m_rules.names.size() < m_instance.members().size() / 4;
    }
    void namedMembers();
    void member(const json::Member &member, std::size_t index);
    void apply(const Node &node, const json::Member &member, std::size_t index);
    void required();
    void dependencies();
    void count();
    void missing(std::uint32_t name, std::string_view keyword, std::string_view because);

    const json::EffectiveMembers &effective()
    {
        if (!m_large && !m_effective)
            m_large = m_evaluation.membersOf(m_instance);
        if (!m_large && !m_effective)
            m_effective.emplace(m_instance);
        return m_large ? *m_large : *m_effective;
    }

    const Node &m_node;
    const ObjectRules &m_rules;
    const json::Value &m_instance;
    Evaluation &m_evaluation;
    Marks *m_marks;
    Presence m_present;
    std::optional<json::EffectiveMembers> m_effective; ///< made when it is needed, which is hardly ever
    Evaluation::Members m_large;                       ///< the same of a large object
    bool m_ok = true;
};

void ObjectCheck::apply(const Node &node, const json::Member &member, std::size_t index)
{
    // A member that a later one of the same name replaced does not count. Who reports asks first, so that
    // nothing is told of it; the verdict needs to know only when it does not fit.
    if (m_evaluation.reporting() && !effective().isLast(index))
        return;
    if (!m_evaluation.applyMember(node, member, index))
        m_ok = m_ok && !(m_evaluation.reporting() || effective().isLast(index));
}

void ObjectCheck::namedMembers()
{
    for (std::uint32_t name = 0; name < m_rules.names.size() && goesOn() && !m_evaluation.isFull(); ++name) {
        if (const auto place = m_large->placeOf(m_rules.names.name(name)))
            member(m_instance.members()[*place], *place);
    }
}

void ObjectCheck::member(const json::Member &member, std::size_t index)
{
    bool known = false;
    if (const std::uint32_t place = m_rules.names.find(member.key); place != KeyTable::kNone) {
        m_present.set(place);
        if (const Node *node = m_rules.named[place].node) {
            known = true;
            apply(*node, member, index);
        }
    }
    for (const ObjectRules::PatternNode &pattern : m_rules.patterns) {
        if (m_evaluation.hasLookedEnough() && !m_ok)
            return;
        const Pattern::Match match =
            m_evaluation.match(*pattern.pattern, member.key, m_node, "patternProperties", m_instance);
        m_ok = m_ok && match != Pattern::Match::GivenUp;
        if (match != Pattern::Match::Yes)
            continue;
        known = true;
        apply(*pattern.node, member, index);
    }
    if (!known && m_rules.additional) {
        known = true;
        apply(*m_rules.additional, member, index);
    }
    if (known && m_marks && !m_rules.additional) // with which every member is known
        m_marks->add(index);
    if (!m_rules.propertyNames || (m_evaluation.reporting() && !effective().isLast(index)))
        return; // a name is told of once
    if (!m_evaluation.applyName(*m_rules.propertyNames, member, index))
        m_ok = false;
}

void ObjectCheck::missing(std::uint32_t name, std::string_view keyword, std::string_view because)
{
    m_ok = false;
    if (!m_evaluation.reporting())
        return;
    const std::string member = quoted(m_rules.names.name(name));
    m_evaluation.report(m_node,
                        {keyword, member, member + " is missing" + std::string(because),
                         "must have the member " + member + ", which is missing" + std::string(because),
                         false},
                        m_instance);
}

void ObjectCheck::required()
{
    for (const std::uint32_t name : m_rules.required) {
        if (!m_present.has(name))
            missing(name, "required", {});
        if (!goesOn() || (!m_ok && m_evaluation.isFull()))
            return;
    }
}

void ObjectCheck::dependencies()
{
    for (const ObjectRules::Dependency &dependency : m_rules.dependencies) {
        if (!m_present.has(dependency.name))
            continue;
        for (const std::uint32_t name : dependency.needed) {
            if (!m_present.has(name))
                missing(name, dependency.keyword,
                        m_evaluation.reporting()
                            ? ", as " + quoted(m_rules.names.name(dependency.name)) + " is there"
                            : std::string());
        }
        if (dependency.schema && !m_evaluation.apply(*dependency.schema, m_instance, m_marks))
            m_ok = false;
        if (!goesOn())
            return;
    }
}

void ObjectCheck::count()
{
    const std::size_t written = m_instance.members().size();
    if (written <= m_rules.maxProperties && m_rules.minProperties <= std::min<std::size_t>(written, 1))
        return; // duplicates can only make them fewer, and never none
    const Count count = effective().count();
    if (count >= m_rules.minProperties && count <= m_rules.maxProperties)
        return;
    m_ok = false;
    if (!m_evaluation.reporting())
        return;
    const bool few = count < m_rules.minProperties;
    const std::string expected =
        few ? "at least " + boundOf(*m_node.schema, "minProperties", m_rules.minProperties, "member")
            : "at most " + boundOf(*m_node.schema, "maxProperties", m_rules.maxProperties, "member");
    const std::string demand = "must have " + expected + " and has " + std::to_string(count);
    m_evaluation.report(m_node, {few ? "minProperties" : "maxProperties", expected, demand, demand, false},
                        m_instance);
}

} // namespace

bool checkObject(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks)
{
    return ObjectCheck(node, instance, evaluation, marks).run();
}

} // namespace espalier::schema
