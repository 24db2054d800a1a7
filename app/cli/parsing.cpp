// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/parsing.h"

#include "run/resultjson.h"

#include <utility>

namespace espalier::cli {

using json::Value;

namespace {

json::ParseOptions optionsOf(const ParseQuestion &question)
{
    json::ParseOptions out;
    out.strict = question.strict;
    if (question.schema) {
        out.expectation = question.schema->shape.expectation;
        out.misfits = question.schema->judge.misfitCount();
    }
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

/// An answer that was cut is judged as it came: half a word is not to be read as another one.
run::Judged Parsing::judged() const
{
    Value value = m_reader.tree().value();
    if (!m_question.schema || m_reader.state() == json::AnswerState::None)
        return {std::move(value), {}, {}};
    const run::AnswerJudge &judge = m_question.schema->judge;
    if (m_reader.state() == json::AnswerState::Complete)
        return judge.judge(std::move(value));
    schema::Issues issues = judge.validator().validate(value);
    return {std::move(value), {}, std::move(issues)};
}

Value Parsing::result() const
{
    if (m_question.strict && m_reader.error())
        return Value::object({{"value", Value()},
                              {"state", Value::string("none")},
                              {"error", parseErrorValue(*m_reader.error())}});
    const run::Judged judged = this->judged();
    Value out = Value::object({{"value", judged.value},
                               {"state", Value::string(stateName(m_reader.state()))},
                               {"repairs", run::repairsValue(m_reader.repairs())},
                               {"coercions", run::coercionsValue(judged.coercions)},
                               {"issues", run::issuesValue(judged.issues)},
                               {"ignored", run::ignoredValue(m_reader.ignored())}});
    if (m_reader.error())
        out.set("error", parseErrorValue(*m_reader.error()));
    return out;
}

} // namespace espalier::cli
