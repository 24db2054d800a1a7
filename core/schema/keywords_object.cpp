// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/members_p.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <array>
#include <unordered_set>

// properties, additionalProperties: JSON Schema 2020-12 core, section 10.3.2; required: validation,
// section 6.5.3.

namespace espalier::schema {

namespace {

class RequiredKeyword : public Keyword
{
public:
    RequiredKeyword(std::vector<std::string> names, std::string pointer)
        : m_names(std::move(names))
        , m_pointer(std::move(pointer))
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        if (!instance.isObject())
            return true;
        const EffectiveMembers present(instance);
        bool ok = true;
        for (const std::string &name : m_names) {
            if (present.has(name))
                continue;
            ok = false;
            if (!evaluation.reporting())
                break;
            std::string quoted;
            json::appendString(quoted, name);
            evaluation.report({"required", m_pointer, quoted, quoted + " is missing",
                               "must have the member " + quoted + ", which is missing", false},
                              instance);
        }
        return ok;
    }

private:
    std::vector<std::string> m_names;
    std::string m_pointer;
};

class PropertiesKeyword : public Keyword
{
public:
    explicit PropertiesKeyword(std::unordered_map<std::string_view, const Node *> nodes)
        : m_nodes(std::move(nodes))
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        bool ok = true;
        EffectiveMembers::forEach(instance, [&](const json::Member &member, std::size_t index) {
            const auto node = m_nodes.find(member.key);
            if (node != m_nodes.end())
                ok = evaluation.applyMember(*node->second, member.value, member.key, index) && ok;
            return ok || evaluation.reporting();
        });
        return ok;
    }

    bool plausible(const json::Value &instance, int level, int &budget) const override
    {
        bool ok = true;
        if (level > 0)
            return ok;
        EffectiveMembers::forEach(instance, [&](const json::Member &member, std::size_t) {
            const auto node = m_nodes.find(member.key);
            if (node != m_nodes.end())
                ok = node->second->plausible(member.value, level + 1, budget);
            return ok;
        });
        return ok;
    }

private:
    std::unordered_map<std::string_view, const Node *> m_nodes; // names live in the store's document
};

class AdditionalPropertiesKeyword : public Keyword
{
public:
    AdditionalPropertiesKeyword(const Node *node, std::unordered_set<std::string_view> known)
        : m_node(node)
        , m_known(std::move(known))
    {
    }

    bool check(const json::Value &instance, Evaluation &evaluation) const override
    {
        bool ok = true;
        EffectiveMembers::forEach(instance, [&](const json::Member &member, std::size_t index) {
            if (m_known.count(member.key) == 0)
                ok = evaluation.applyMember(*m_node, member.value, member.key, index) && ok;
            return ok || evaluation.reporting();
        });
        return ok;
    }

private:
    const Node *m_node;
    std::unordered_set<std::string_view> m_known;
};

std::unique_ptr<Keyword> makeRequired(const KeywordSite &site, Compiler &compiler)
{
    if (site.value.isBool()) // draft 3, still met: a mark at the member itself, which asserts nothing here
        return nullptr;
    std::vector<std::string> names;
    for (const json::Value &name : site.value.items()) {
        if (!name.isString())
            return compiler.fail("required must be a list of member names", site.pointer, "required");
        names.push_back(name.text());
    }
    if (!site.value.isArray())
        return compiler.fail("required must be a list of member names", site.pointer, "required");
    return std::make_unique<RequiredKeyword>(std::move(names), site.pointer);
}

std::unique_ptr<Keyword> makeProperties(const KeywordSite &site, Compiler &compiler)
{
    if (!site.value.isObject())
        return compiler.fail("properties must be an object of schemas", site.pointer, "properties");
    std::unordered_map<std::string_view, const Node *> nodes;
    bool ok = true;
    EffectiveMembers::forEach(site.value, [&](const json::Member &member, std::size_t) {
        std::string pointer = site.pointer;
        json::appendToken(pointer, member.key);
        const Node *node = compiler.subschema(member.value, pointer, "properties");
        nodes.emplace(member.key, node);
        return ok = node != nullptr;
    });
    return ok ? std::make_unique<PropertiesKeyword>(std::move(nodes)) : nullptr;
}

std::unique_ptr<Keyword> makeAdditionalProperties(const KeywordSite &site, Compiler &compiler)
{
    const Node *node = compiler.subschema(site.value, site.pointer, "additionalProperties");
    // Without patternProperties understood, nobody can say which members are additional: then nothing is
    // asserted.
    if (!node || !site.schema["patternProperties"].members().empty())
        return nullptr;
    std::unordered_set<std::string_view> known;
    for (const json::Member &member : site.schema["properties"].members())
        known.insert(member.key);
    return std::make_unique<AdditionalPropertiesKeyword>(node, std::move(known));
}

constexpr std::array<KeywordEntry, 3> kTable{{{"required", makeRequired},
                                              {"properties", makeProperties},
                                              {"additionalProperties", makeAdditionalProperties}}};

} // namespace

std::span<const KeywordEntry> objectKeywords()
{
    return kTable;
}

} // namespace espalier::schema
