// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/parsing.h"

#include "run/resultjson.h"

namespace espalier::cli {

using json::Value;

namespace {

json::ParseOptions optionsOf(const ParseQuestion &question)
{
    json::ParseOptions out;
    out.strict = question.strict;
    if (question.schema)
        out.expectation = question.schema->shape.expectation;
    return out;
}

std::string stateName(json::AnswerState state)
{
    if (state == json::AnswerState::Complete)
        return "complete";
    return state == json::AnswerState::None ? "none" : "cut";
}

} // namespace

Parsing::Parsing(const ParseQuestion &question)
    : m_question(question)
    , m_reader(optionsOf(question))
{
}

Value Parsing::result() const
{
    if (m_question.strict && m_reader.error())
        return Value::object({{"value", Value()},
                              {"state", Value::string("none")},
                              {"error", parseErrorValue(*m_reader.error())}});
    const Value value = m_reader.tree().value();
    const bool judged = m_question.schema && m_reader.state() != json::AnswerState::None;
    Value out =
        Value::object({{"value", value},
                       {"state", Value::string(stateName(m_reader.state()))},
                       {"repairs", run::repairsValue(m_reader.repairs())},
                       {"coercions", Value::array()},
                       {"issues", run::issuesValue(judged ? m_question.schema->validator.validate(value)
                                                          : schema::Issues())},
                       {"ignored", run::ignoredValue(m_reader.ignored())}});
    if (m_reader.error())
        out.set("error", parseErrorValue(*m_reader.error()));
    return out;
}

} // namespace espalier::cli
