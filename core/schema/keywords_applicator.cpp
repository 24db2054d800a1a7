// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/issuetext.h"
#include "json/pointer.h"

#include <algorithm>
#include <array>

// Schemas applied to the same instance: $ref (JSON Schema 2020-12 core, section 8.2.3.1), allOf, anyOf, oneOf
// (10.2.1).

namespace espalier::schema {

namespace {

class RefKeyword : public Keyword
{
public:
    explicit RefKeyword(const Node *target)
        : m_target(target)
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        return evaluation.apply(*m_target, instance);
    }
    bool plausible(const json::Value &instance, int level, int &budget) const override
    {
        return m_target->plausible(instance, level, budget);
    }
    std::vector<const Node *> sameInstance() const override { return {m_target}; }
    const Node *itemsNode() const override { return m_target->itemsNode(); }

private:
    const Node *m_target;
};

class BranchesKeyword : public Keyword
{
public:
    BranchesKeyword(std::vector<const Node *> branches, std::string pointer)
        : m_branches(std::move(branches))
        , m_pointer(std::move(pointer))
    {
    }

    std::vector<const Node *> sameInstance() const override { return m_branches; }

protected:
    const std::vector<const Node *> &branches() const { return m_branches; }
    const std::string &pointer() const { return m_pointer; }

    bool anyPlausible(const json::Value &instance, int level, int &budget) const
    {
        return std::any_of(m_branches.begin(), m_branches.end(),
                           [&](const Node *branch) { return branch->plausible(instance, level, budget); });
    }

    /// No branch fits. When only one could have been meant, its own issues help most; else the choice is
    /// named.
    bool reportNone(std::string_view keyword, const json::Value &instance, Evaluation &evaluation) const
    {
        if (!evaluation.reporting())
            return false;
        const Node *meant = onlyMeant(instance);
        if (meant && !evaluation.apply(*meant, instance))
            return false;
        return reportChoice(keyword, instance, evaluation);
    }

private:
    const Node *onlyMeant(const json::Value &instance) const
    {
        const Node *meant = nullptr;
        for (const Node *branch : m_branches) {
            int budget = 1'000;
            if (!branch->plausible(instance, 0, budget))
                continue;
            if (meant)
                return nullptr;
            meant = branch;
        }
        return meant;
    }

    bool reportChoice(std::string_view keyword, const json::Value &instance, Evaluation &evaluation) const
    {
        std::vector<std::string> words;
        for (const Node *branch : m_branches)
            words.push_back(branch->summary.empty() ? "form " + std::to_string(words.size() + 1)
                                                    : branch->summary);
        const std::string choice = alternatives(words);
        return evaluation.report({keyword, m_pointer, choice, "fits none of the forms allowed: " + choice,
                                  "must fit one of the forms allowed: " + choice},
                                 instance);
    }

    std::vector<const Node *> m_branches;
    std::string m_pointer;
};

class AllOfKeyword : public BranchesKeyword
{
public:
    using BranchesKeyword::BranchesKeyword;

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        bool ok = true;
        for (const Node *branch : branches()) {
            ok = evaluation.apply(*branch, instance) && ok;
            if (!ok && !evaluation.reporting())
                return false;
        }
        return ok;
    }
    bool plausible(const json::Value &instance, int level, int &budget) const override
    {
        return std::all_of(branches().begin(), branches().end(),
                           [&](const Node *branch) { return branch->plausible(instance, level, budget); });
    }
    const Node *itemsNode() const override
    {
        const Node *found = nullptr;
        for (std::size_t i = 0; !found && i < branches().size(); ++i)
            found = branches()[i]->itemsNode();
        return found;
    }
};

class AnyOfKeyword : public BranchesKeyword
{
public:
    using BranchesKeyword::BranchesKeyword;

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        for (const Node *branch : branches()) {
            if (evaluation.fits(*branch, instance))
                return true;
        }
        return reportNone("anyOf", instance, evaluation);
    }
    bool plausible(const json::Value &instance, int level, int &budget) const override
    {
        return anyPlausible(instance, level, budget);
    }
};

class OneOfKeyword : public BranchesKeyword
{
public:
    using BranchesKeyword::BranchesKeyword;

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        // A branch that says more than is understood may fit here and not be meant to: then one is enough.
        const bool exact = std::all_of(branches().begin(), branches().end(),
                                       [](const Node *branch) { return branch->exact; });
        int fitting = 0;
        for (const Node *branch : branches()) {
            if (!evaluation.fits(*branch, instance))
                continue;
            if (!exact)
                return true;
            if (++fitting > 1) {
                return evaluation.report({"oneOf", pointer(), "exactly one form",
                                          "fits more than one of the forms allowed",
                                          "must fit exactly one of the forms allowed, and fits several"},
                                         instance);
            }
        }
        return fitting == 1 || reportNone("oneOf", instance, evaluation);
    }
    bool plausible(const json::Value &instance, int level, int &budget) const override
    {
        return anyPlausible(instance, level, budget);
    }
};

std::unique_ptr<Keyword> makeRef(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isString())
        return compiler.fail("$ref must be a text", site.pointer, "$ref");
    const Node *target = compiler.referenced(site.value.text(), site);
    return target ? std::make_unique<RefKeyword>(target) : nullptr;
}

template <typename Branches>
std::unique_ptr<Keyword> makeBranches(const KeywordSite &site, Compiler &compiler, std::string_view name)
{
    if (site.value.items().empty())
        return compiler.fail(std::string(name) + " must be a list of at least one schema", site.pointer,
                             name);
    std::vector<const Node *> nodes;
    for (const json::Value &schema : site.value.items()) {
        std::string pointer = site.pointer;
        json::appendToken(pointer, nodes.size());
        nodes.push_back(compiler.subschema(schema, pointer, name));
        if (!nodes.back())
            return nullptr;
    }
    return std::make_unique<Branches>(std::move(nodes), site.pointer);
}

constexpr std::array<KeywordEntry, 4> kTable{{
    {"$ref", makeRef},
    {"allOf",
     [](const KeywordSite &site, Compiler &c) { return makeBranches<AllOfKeyword>(site, c, "allOf"); }},
    {"anyOf",
     [](const KeywordSite &site, Compiler &c) { return makeBranches<AnyOfKeyword>(site, c, "anyOf"); }},
    {"oneOf",
     [](const KeywordSite &site, Compiler &c) { return makeBranches<OneOfKeyword>(site, c, "oneOf"); }},
}};

} // namespace

std::span<const KeywordEntry> applicatorKeywords()
{
    return kTable;
}

} // namespace espalier::schema
