// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/validator.h"

#include "schema/compiler_p.h"
#include "schema/evaluation_p.h"
#include "schema/program_p.h"
#include "schema/schemaplaces_p.h"

#include <algorithm>
#include <utility>

namespace espalier::schema {

CompileOptions CompileOptions::forAnswers()
{
    CompileOptions options;
    options.assertFormats = true;
    return options;
}

Validator::Validator(std::shared_ptr<const Program> program)
    : m_program(std::move(program))
{
}

Result<Validator, SchemaError> Validator::compile(const json::Value &schema, const CompileOptions &options)
{
    return compile(std::make_shared<const json::Value>(schema), options);
}

Result<Validator, SchemaError> Validator::compile(std::shared_ptr<const json::Value> schema,
                                                  const CompileOptions &options)
{
    auto store = std::make_shared<NodeStore>();
    Compiler compiler(*store, options);
    const Node *root = compiler.compile(std::move(schema));
    if (!root)
        return *compiler.error();
    auto program = std::make_shared<Program>();
    program->store = std::move(store);
    program->root = root;
    return Validator(std::move(program));
}

bool Validator::fits(const json::Value &instance) const
{
    Evaluation evaluation(*m_program->store, Evaluation::Pass::Quick);
    return evaluation.apply(*m_program->root, instance) && evaluation.undecided() == 0;
}

void Validator::validate(const json::Value &instance, const Sink &sink, std::string_view pointer) const
{
    Evaluation quick(*m_program->store, Evaluation::Pass::Quick);
    if (quick.apply(*m_program->root, instance) && quick.undecided() == 0)
        return;
    Evaluation evaluation(*m_program->store, Evaluation::Pass::Report, pointer);
    evaluation.startAfter(quick);
    evaluation.apply(*m_program->root, instance);
    for (const Issue &issue : inOrder(evaluation.takeFound())) {
        if (!sink(issue))
            return;
    }
}

Issues Validator::validate(const json::Value &instance, std::string_view pointer) const
{
    Issues out;
    validate(
        instance,
        [&out](const Issue &issue) {
            out.push_back(issue);
            return true;
        },
        pointer);
    return out;
}

Issues Validator::validateList(const json::Value &list, const std::vector<bool> &fit) const
{
    const Node *items = itemsNode(*m_program->root);
    if (!items || m_program->store->dynamic)
        return validate(list);
    Evaluation::Known known;
    known.reserve(list.items().size());
    for (std::size_t i = 0; i < std::min(fit.size(), list.items().size()); ++i) {
        if (fit[i])
            known.emplace(Evaluation::Question(items, &list.items()[i]), true);
    }
    Evaluation quick(*m_program->store, Evaluation::Pass::Quick);
    quick.useKnown(&known);
    if (quick.apply(*m_program->root, list) && quick.undecided() == 0)
        return {};
    Evaluation evaluation(*m_program->store, Evaluation::Pass::Report);
    evaluation.useKnown(&known);
    evaluation.startAfter(quick);
    evaluation.apply(*m_program->root, list);
    return inOrder(evaluation.takeFound());
}

std::optional<Validator> Validator::at(std::string_view pointer) const
{
    const Node *found = m_program->store->at(pointer);
    if (!found)
        return std::nullopt;
    auto program = std::make_shared<Program>(*m_program);
    program->root = found;
    return Validator(std::move(program));
}

const std::vector<std::string> &Validator::notChecked() const
{
    return m_program->store->notChecked;
}

std::optional<Validator> Validator::items() const
{
    const Node *items = itemsNode(*m_program->root);
    if (!items || items->boolean == true)
        return std::nullopt;
    auto program = std::make_shared<Program>(*m_program);
    program->root = items;
    return Validator(std::move(program));
}

const Node &rootOf(const Validator &validator)
{
    return *validator.m_program->root;
}

const NodeStore &storeOf(const Validator &validator)
{
    return *validator.m_program->store;
}

} // namespace espalier::schema
