// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/probereport.h"

#include <utility>

namespace espalier::run {

using json::Value;
using wire::AnswerMode;

namespace {

Value text(std::string_view bytes)
{
    return Value::string(std::string(bytes));
}

} // namespace

std::optional<AnswerMode> ProbeReport::bestMode() const
{
    if (!schemas.empty())
        return AnswerMode::JsonSchema;
    if (tools())
        return AnswerMode::Tools;
    if (json)
        return AnswerMode::Json;
    return mdJson ? std::optional(AnswerMode::MdJson) : std::nullopt;
}

Value probeValue(const ProbeReport &report)
{
    Value::Array forms;
    for (const wire::ToolChoiceForm form : report.toolChoice)
        forms.push_back(text(toolChoiceFormName(form)));
    const auto best = report.bestMode();
    return Value::object({{"reachable", Value::boolean(true)},
                          {"tls", report.tls ? Value::boolean(*report.tls) : Value()},
                          {"key", Value::string(report.key)},
                          {"models", report.models ? Value::number(*report.models) : Value()},
                          {"streams", Value::boolean(report.streams)},
                          {"modes", Value::object({{"tools", Value::boolean(report.tools())},
                                                   {"json", Value::boolean(report.json)},
                                                   {"json_schema", Value::boolean(!report.schemas.empty())},
                                                   {"md_json", Value::boolean(report.mdJson)}})},
                          {"tool_choice", Value::array(std::move(forms))},
                          {"stream_options", Value::boolean(report.streamOptions)},
                          {"second_system_message", Value::boolean(report.secondSystemMessage)},
                          {"tool_role", Value::boolean(report.toolRole)},
                          {"best_mode", best ? text(answerModeName(*best)) : Value()},
                          {"tokens_spent", Value::number(report.tokensSpent)}});
}

void applyProbe(settings::EndpointProfile &profile, std::string_view model, const ProbeReport &report)
{
    wire::Dialect &dialect = profile.dialect;
    if (report.tools()) {
        dialect.toolChoice = report.toolChoice.front();
        dialect.toolRole = report.toolRole;
        std::erase(dialect.dropped, "tool_choice");
    }
    if (!report.schemas.empty())
        dialect.schema = report.schemas.front();
    if (report.streams)
        std::erase(dialect.dropped, "stream");
    dialect.streamOptions = report.streamOptions;
    dialect.oneSystemMessage = !report.secondSystemMessage;
    settings::ModelFacts &facts = profile.modelEntry(model);
    facts.bestMode = report.bestMode();
    facts.probe = probeValue(report);
}

} // namespace espalier::run
