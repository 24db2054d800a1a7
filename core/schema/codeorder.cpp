// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codeplan_p.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace espalier::schema {

namespace {

using Names = std::vector<std::size_t>;

/// The names that stand for the same value as the type.
void collectBare(const CodeType &type, Names &out)
{
    if (type.kind == CodeType::Kind::Named)
        out.push_back(type.name);
    if (type.kind != CodeType::Kind::Union)
        return;
    for (const CodeType &part : type.parts)
        collectBare(part, out);
}

/// How deep the type and the declarations it names stand in each other.
std::size_t nestingOf(const CodeType &type, const std::vector<std::size_t> &ofNames)
{
    std::size_t inside = type.kind == CodeType::Kind::Named ? ofNames[type.name] : 0;
    for (const auto *inner : {&type.parts, &type.rest, &type.keys}) {
        for (const CodeType &part : *inner)
            inside = std::max(inside, nestingOf(part, ofNames));
    }
    return inside + 1;
}

std::size_t nestingOf(const CodeDeclaration &declaration, const std::vector<std::size_t> &ofNames)
{
    std::size_t out = nestingOf(declaration.type, ofNames);
    for (const CodeField &field : declaration.fields)
        out = std::max(out, nestingOf(field.type, ofNames));
    for (const CodePattern &pattern : declaration.patterns)
        out = std::max(out, nestingOf(pattern.type, ofNames));
    return out;
}

/// Depth first, with a stack of its own: chains of definitions may be long.
class Order
{
public:
    explicit Order(CodeModel &model)
        : m_model(model)
        , m_state(model.declarations.size(), New)
    {
        m_needs.reserve(model.declarations.size());
        for (const CodeDeclaration &declaration : model.declarations)
            m_needs.push_back(namesIn(declaration));
    }

    void visit(std::size_t start)
    {
        if (m_state[start] != New)
            return;
        m_stack.push_back({start, 0});
        m_state[start] = Open;
        while (!m_stack.empty()) {
            const std::size_t current = m_stack.back().name;
            if (m_stack.back().next == m_needs[current].size()) {
                m_state[current] = Done;
                m_model.order.push_back(current);
                m_stack.pop_back();
                continue;
            }
            const std::size_t need = m_needs[current][m_stack.back().next++];
            if (m_state[need] == New) {
                m_state[need] = Open;
                m_stack.push_back({need, 0});
            } else if (m_state[need] == Open) {
                closeCircle(need);
            }
        }
    }

private:
    enum State : unsigned char { New, Open, Done };
    struct Step
    {
        std::size_t name;
        std::size_t next;
    };

    /// From `first` to the end of the stack everything needs everything: names for types become classes
    /// around a value, which may name what comes later.
    void closeCircle(std::size_t first)
    {
        for (auto step = m_stack.rbegin(); step != m_stack.rend(); ++step) {
            CodeDeclaration &declaration = m_model.declarations[step->name];
            declaration.isRecursive = declaration.isRecursive || !declaration.isClass;
            if (step->name == first)
                break;
        }
    }

    CodeModel &m_model;
    std::vector<State> m_state;
    std::vector<Names> m_needs;
    std::vector<Step> m_stack;
};

} // namespace

void namesIn(const CodeType &type, std::vector<std::size_t> &out)
{
    if (type.kind == CodeType::Kind::Named)
        out.push_back(type.name);
    for (const auto *inner : {&type.parts, &type.rest, &type.keys}) {
        for (const CodeType &part : *inner)
            namesIn(part, out);
    }
}

std::vector<std::size_t> namesIn(const CodeDeclaration &declaration)
{
    Names out;
    for (const CodeField &field : declaration.fields)
        namesIn(field.type, out);
    for (const CodePattern &pattern : declaration.patterns)
        namesIn(pattern.type, out);
    for (const CodeType &key : declaration.keys)
        namesIn(key, out);
    namesIn(declaration.type, out);
    return out;
}

/// A name that stands for itself, by way of other names, means nothing. Depth first, each name once.
static void openEmptyCircles(CodeModel &model)
{
    enum State : unsigned char { New, Open, Done };
    struct Step
    {
        std::size_t name;
        Names bare;
    };
    std::vector<State> state(model.declarations.size(), New);
    std::vector<Step> stack;
    const auto enter = [&](std::size_t name) {
        Names bare;
        if (!model.declarations[name].isClass)
            collectBare(model.declarations[name].type, bare);
        state[name] = Open;
        stack.push_back({name, std::move(bare)});
    };
    for (std::size_t start = 0; start < model.declarations.size(); ++start) {
        if (state[start] == New)
            enter(start);
        while (!stack.empty()) {
            Step &step = stack.back();
            if (step.bare.empty()) {
                state[step.name] = Done;
                stack.pop_back();
                continue;
            }
            const std::size_t next = step.bare.back();
            step.bare.pop_back();
            if (state[next] == Open) {
                model.declarations[next].type = CodeType();
                model.declarations[next].type.notes.emplace_back("a reference that leads back to itself");
            } else if (state[next] == New) {
                enter(next);
            }
        }
    }
}

/// Names that need each other, found from the last on the order to the first (Kosaraju, Sharir).
static void numberCircles(CodeModel &model)
{
    std::vector<Names> neededBy(model.declarations.size());
    std::vector<bool> needsItself(model.declarations.size(), false);
    for (std::size_t name = 0; name < model.declarations.size(); ++name) {
        for (const std::size_t need : namesIn(model.declarations[name])) {
            neededBy[need].push_back(name);
            needsItself[name] = needsItself[name] || need == name;
        }
    }
    std::vector<bool> seen(model.declarations.size(), false);
    for (std::size_t circle = 1; circle <= model.order.size(); ++circle) {
        const std::size_t start = model.order[model.order.size() - circle];
        Names members;
        Names open{start};
        while (!open.empty()) {
            const std::size_t name = open.back();
            open.pop_back();
            if (seen[name])
                continue;
            seen[name] = true;
            members.push_back(name);
            open.insert(open.end(), neededBy[name].begin(), neededBy[name].end());
        }
        for (const std::size_t name : members)
            model.declarations[name].circle = members.size() > 1 || needsItself[name] ? circle : 0;
    }
}

void orderDeclarations(CodeModel &model)
{
    openEmptyCircles(model);
    Order order(model);
    for (std::size_t i = 0; i < model.declarations.size(); ++i)
        order.visit(i);
    std::vector<bool> written(model.declarations.size(), false);
    for (const std::size_t name : model.order) {
        const Names needs = namesIn(model.declarations[name]);
        model.declarations[name].looksAhead =
            std::any_of(needs.begin(), needs.end(), [&written](std::size_t need) { return !written[need]; });
        written[name] = true;
    }
    std::vector<std::size_t> nesting(model.declarations.size(), 0);
    for (const std::size_t name : model.order) {
        nesting[name] = nestingOf(model.declarations[name], nesting);
        model.nesting = std::max(model.nesting, nesting[name]);
    }
    numberCircles(model);
}

} // namespace espalier::schema
