// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/validator.h"

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/program_p.h"

namespace espalier::schema {

bool Keyword::plausible(const json::Value &, int, int &) const
{
    return true;
}

bool Node::plausible(const json::Value &instance, int level, int &budget) const
{
    if (boolean)
        return *boolean;
    if (--budget <= 0)
        return true;
    for (const auto &keyword : keywords) {
        if (!keyword->plausible(instance, level, budget))
            return false;
    }
    return true;
}

const Node *Node::itemsNode() const
{
    for (const auto &keyword : keywords) {
        if (const Node *items = keyword->itemsNode())
            return items;
    }
    return nullptr;
}

Validator::Validator(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
{
}

Result<Validator, SchemaError> Validator::compile(const json::Value &schema)
{
    auto store = std::make_shared<NodeStore>();
    store->document = schema;
    Compiler compiler(*store);
    const Node *root = compiler.compile();
    if (!root)
        return *compiler.error();
    for (const auto &node : store->nodes)
        store->byPointer.try_emplace(node->pointer, node.get());
    auto program = std::make_shared<Program>();
    program->store = std::move(store);
    program->root = root;
    return Validator(std::move(program));
}

Issues Validator::validate(const json::Value &instance, std::string_view pointer) const
{
    Evaluation evaluation(pointer);
    evaluation.apply(*m_program->root, instance);
    return evaluation.takeIssues();
}

bool Validator::fits(const json::Value &instance) const
{
    Evaluation evaluation({});
    return evaluation.fits(*m_program->root, instance);
}

std::optional<Validator> Validator::at(std::string_view pointer) const
{
    const auto found = m_program->store->byPointer.find(pointer);
    if (found == m_program->store->byPointer.end())
        return std::nullopt;
    auto program = std::make_shared<Program>(*m_program);
    program->root = found->second;
    return Validator(std::move(program));
}

const std::vector<std::string> &Validator::notChecked() const
{
    return m_program->store->notChecked;
}

std::optional<Validator> Validator::items() const
{
    const Node *items = m_program->root->itemsNode();
    if (!items || items->boolean == true)
        return std::nullopt;
    auto program = std::make_shared<Program>(*m_program);
    program->root = items;
    return Validator(std::move(program));
}

} // namespace espalier::schema
