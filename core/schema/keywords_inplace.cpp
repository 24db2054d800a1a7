// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/uri_p.h"

#include <array>
#include <string>

// Schemas applied to the same value: $ref, $dynamicRef (JSON Schema 2020-12 core, section 8.2.3),
// $recursiveRef (2019-09 core, section 8.2.4.2.2), allOf, anyOf, oneOf, not, if, then, else (2020-12 core,
// section 10.2).

namespace espalier::schema {

namespace {

InPlaceRules &rulesOf(Node &node)
{
    if (!node.inPlace)
        node.inPlace = std::make_unique<InPlaceRules>();
    return *node.inPlace;
}

bool isText(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isString())
        compiler.fail(std::string(site.name) + " must be a text", site);
    return site.value.isString();
}

void compileRef(const KeywordSite &site, Compiler &compiler)
{
    if (isText(site, compiler))
        rulesOf(site.node).ref = compiler.referenced(site.value.text(), site);
}

void compileDynamicRef(const KeywordSite &site, Compiler &compiler)
{
    if (!isText(site, compiler))
        return;
    const Node *target = compiler.referenced(site.value.text(), site);
    rulesOf(site.node).dynamicRef = target;
    const std::string anchor = percentDecoded(splitUri(site.value.text()).fragment);
    const bool named = !anchor.empty() && anchor.front() != '/';
    if (target && named && (*target->schema)["$dynamicAnchor"].text() == anchor)
        rulesOf(site.node).dynamicName = compiler.dynamicName(anchor);
}

void compileRecursiveRef(const KeywordSite &site, Compiler &compiler)
{
    if (!isText(site, compiler))
        return;
    const Node *target = compiler.referenced(site.value.text(), site);
    rulesOf(site.node).dynamicRef = target;
    if (target && (*target->schema)["$recursiveAnchor"].isTrue())
        rulesOf(site.node).dynamicName = compiler.dynamicName({});
}

template <auto member>
void compileBranches(const KeywordSite &site, Compiler &compiler)
{
    if (site.value.items().empty())
        return compiler.fail(std::string(site.name) + " must be a list of at least one schema", site);
    rulesOf(site.node).*member = compiler.list(site);
}

template <auto member>
void compileOne(const KeywordSite &site, Compiler &compiler)
{
    rulesOf(site.node).*member = compiler.subschema(site);
}

constexpr std::array<KeywordEntry, 10> kTable{{
    {"$ref", compileRef, Vocabulary::Core},
    {"$dynamicRef", compileDynamicRef, Vocabulary::Core, Draft::Draft2020},
    {"$recursiveRef", compileRecursiveRef, Vocabulary::Core, Draft::Draft2019, Draft::Draft2019},
    {"allOf", compileBranches<&InPlaceRules::allOf>, Vocabulary::Applicator},
    {"anyOf", compileBranches<&InPlaceRules::anyOf>, Vocabulary::Applicator},
    {"oneOf", compileBranches<&InPlaceRules::oneOf>, Vocabulary::Applicator},
    {"not", compileOne<&InPlaceRules::notNode>, Vocabulary::Applicator},
    {"if", compileOne<&InPlaceRules::ifNode>, Vocabulary::Applicator, Draft::Draft7},
    {"then", compileOne<&InPlaceRules::thenNode>, Vocabulary::Applicator, Draft::Draft7},
    {"else", compileOne<&InPlaceRules::elseNode>, Vocabulary::Applicator, Draft::Draft7},
}};

/// One look at a value through the rules of one schema.
class InPlaceCheck
{
public:
    InPlaceCheck(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks)
        : m_node(node)
        , m_rules(*node.inPlace)
        , m_instance(instance)
        , m_evaluation(evaluation)
        , m_marks(marks)
    {
    }

    bool run()
    {
        bool ok = m_rules.ref == nullptr || holds(*m_rules.ref);
        if (m_rules.dynamicRef && goesOn(ok))
            ok = holds(m_evaluation.dynamicTarget(m_rules)) && ok;
        for (const Node *branch : m_rules.allOf) {
            if (goesOn(ok))
                ok = holds(*branch) && ok;
        }
        if (!m_rules.anyOf.empty() && goesOn(ok))
            ok = anyOf() && ok;
        if (!m_rules.oneOf.empty() && goesOn(ok))
            ok = oneOf() && ok;
        if (m_rules.notNode && goesOn(ok))
            ok = notHolds() && ok;
        if (m_rules.ifNode && goesOn(ok))
            ok = conditional() && ok;
        return ok;
    }

private:
    bool goesOn(bool ok) const { return ok || m_evaluation.reporting(); }
    bool holds(const Node &node) { return m_evaluation.apply(node, m_instance, m_marks); }
    bool anyOf();
    bool oneOf();
    bool reportNone(std::string_view keyword, const std::vector<const Node *> &branches, bool sure);
    bool notHolds();
    bool conditional();

    const Node &m_node;
    const InPlaceRules &m_rules;
    const json::Value &m_instance;
    Evaluation &m_evaluation;
    Marks *m_marks;
};

/// `sure`: every branch could be judged.
bool InPlaceCheck::reportNone(std::string_view keyword, const std::vector<const Node *> &branches, bool sure)
{
    if (!sure)
        return reportDecided(branches, m_instance, m_evaluation);
    if (m_marks)
        m_marks->unsure = true;
    return reportNoBranch(m_node, keyword, branches, m_instance, m_evaluation);
}

bool InPlaceCheck::anyOf()
{
    const int undecided = m_evaluation.undecided();
    bool fits = false;
    for (const Node *branch : m_rules.anyOf) {
        fits = m_evaluation.fits(*branch, m_instance, m_marks) || fits;
        if (fits && !m_marks) // else every branch that fits has something to note
            return true;
    }
    if (fits || !m_evaluation.reporting())
        return fits;
    return reportNone("anyOf", m_rules.anyOf, m_evaluation.undecided() == undecided);
}

bool InPlaceCheck::oneOf()
{
    const int undecided = m_evaluation.undecided();
    int fitting = 0;
    for (const Node *branch : m_rules.oneOf) {
        if (!m_evaluation.fits(*branch, m_instance, m_marks) || ++fitting < 2)
            continue;
        if (!m_evaluation.reporting())
            return false;
        return m_evaluation.report(m_node,
                                   {"oneOf", "exactly one form", "fits more than one of the forms allowed",
                                    "must fit exactly one of the forms allowed, and fits several"},
                                   m_instance);
    }
    if (fitting == 1 || !m_evaluation.reporting())
        return fitting == 1;
    return reportNone("oneOf", m_rules.oneOf, m_evaluation.undecided() == undecided);
}

bool InPlaceCheck::notHolds()
{
    const int undecided = m_evaluation.undecided();
    if (!m_evaluation.fits(*m_rules.notNode, m_instance))
        return m_evaluation.undecided() == undecided;
    if (!m_evaluation.reporting())
        return false;
    const std::string summary = summaryOf(*m_rules.notNode);
    const std::string what = summary.empty() ? "of the form that is ruled out" : summary;
    return m_evaluation.report(
        m_node, {"not", "anything but " + what, "must not be " + what, "must not be " + what}, m_instance);
}

bool InPlaceCheck::conditional()
{
    const Node *next =
        m_evaluation.fits(*m_rules.ifNode, m_instance, m_marks) ? m_rules.thenNode : m_rules.elseNode;
    return !next || holds(*next);
}

} // namespace

std::span<const KeywordEntry> inPlaceKeywords()
{
    return kTable;
}

bool checkInPlace(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks *marks)
{
    return InPlaceCheck(node, instance, evaluation, marks).run();
}

} // namespace espalier::schema
