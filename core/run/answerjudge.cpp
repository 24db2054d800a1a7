// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/answerjudge.h"

namespace espalier::run {

Result<AnswerJudge, schema::SchemaError> AnswerJudge::compile(const json::Value &schema,
                                                              const schema::CoercionOptions &options)
{
    auto validator = schema::Validator::compile(schema, schema::CompileOptions::forAnswers());
    if (!validator)
        return validator.error();
    AnswerJudge out(*std::move(validator));
    out.m_coercer = schema::Coercer::of(schema, out.m_validator, options);
    return out;
}

void AnswerJudge::setStrict(bool strict)
{
    if (!m_coercer || m_coercer->options().strict == strict)
        return;
    schema::CoercionOptions options = m_coercer->options();
    options.strict = strict;
    m_coercer = m_coercer->with(options);
}

json::MisfitCount AnswerJudge::misfitCount() const
{
    return [judge = *this](const json::Value &value) { return judge.judge(value).issues.size(); };
}

schema::IncrementalValidation AnswerJudge::growing() const
{
    const bool reads = m_coercer && m_coercer->options().reads();
    return schema::IncrementalValidation(m_validator, reads ? m_coercer : std::nullopt);
}

Judged AnswerJudge::judge(json::Value value, std::string_view pointer) const
{
    Judged out{std::move(value), {}, {}};
    if (m_coercer) {
        schema::Coerced read = m_coercer->read(std::move(out.value), pointer);
        out.value = std::move(read.value);
        out.coercions = std::move(read.coercions);
    }
    out.issues = m_validator.validate(out.value, pointer);
    return out;
}

std::optional<AnswerJudge> AnswerJudge::items() const
{
    auto validator = m_validator.items();
    if (!validator)
        return std::nullopt;
    AnswerJudge out(*std::move(validator));
    if (m_coercer)
        out.m_coercer = m_coercer->items();
    return out;
}

} // namespace espalier::run
