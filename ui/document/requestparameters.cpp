// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/requestparameters.h"

#include "wire/chatrequest.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::RequestParameters)
};

constexpr std::string_view kTemperature = "temperature";
constexpr std::string_view kMaxTokens = "max_tokens";
constexpr std::string_view kMaxCompletionTokens = "max_completion_tokens";

bool isMaxTokens(std::string_view key)
{
    return key == kMaxTokens || key == kMaxCompletionTokens;
}

/// A value that a field of the form can show.
bool hasField(const json::Member &member)
{
    return (member.key == kTemperature && member.value.toDouble()) ||
           (isMaxTokens(member.key) && member.value.toInt64());
}

template <typename Kind>
json::Value::Object withMember(json::Value::Object parameters, Kind isIt, std::string_view name,
                               std::optional<json::Value> value)
{
    const auto at = std::find_if(parameters.begin(), parameters.end(),
                                 [&](const json::Member &member) { return isIt(member.key); });
    if (at == parameters.end()) {
        if (value)
            parameters.push_back({std::string(name), *std::move(value)});
    } else if (value) {
        at->value = *std::move(value);
    } else {
        parameters.erase(at);
    }
    return parameters;
}

Error refusal(const QString &message, const QString &nextStep)
{
    return {ErrorKind::Usage, message.toStdString(), nextStep.toStdString(), {}, {}, {}};
}

} // namespace

std::optional<double> temperatureOf(const json::Value::Object &parameters)
{
    for (const json::Member &member : parameters) {
        if (member.key == kTemperature)
            return member.value.toDouble();
    }
    return std::nullopt;
}

std::optional<std::int64_t> maxTokensOf(const json::Value::Object &parameters)
{
    for (const json::Member &member : parameters) {
        if (isMaxTokens(member.key))
            return member.value.toInt64();
    }
    return std::nullopt;
}

json::Value::Object withTemperature(json::Value::Object parameters, std::optional<double> temperature)
{
    if (temperature == temperatureOf(parameters))
        return parameters; // its text stays
    std::optional<json::Value> value;
    if (temperature)
        value = json::Value::number(QString::number(*temperature, 'g', 6).toStdString());
    return withMember(
        std::move(parameters), [](std::string_view key) { return key == kTemperature; }, kTemperature,
        std::move(value));
}

json::Value::Object withMaxTokens(json::Value::Object parameters, std::optional<std::int64_t> tokens)
{
    std::optional<json::Value> value;
    if (tokens)
        value = json::Value::number(*tokens);
    return withMember(std::move(parameters), isMaxTokens, kMaxTokens, std::move(value));
}

QString otherParametersText(const json::Value::Object &parameters)
{
    json::Value::Object others;
    std::copy_if(parameters.begin(), parameters.end(), std::back_inserter(others),
                 [](const json::Member &member) { return !hasField(member); });
    return others.empty() ? QString()
                          : QString::fromStdString(json::writePretty(json::Value::object(std::move(others))));
}

Result<json::Value::Object, Error> withOtherParameters(const json::Value::Object &parameters,
                                                       const QString &text)
{
    json::Value::Object out;
    std::copy_if(parameters.begin(), parameters.end(), std::back_inserter(out), hasField);
    if (text.trimmed().isEmpty())
        return out;
    const auto value = json::readStrict(text.toStdString());
    if (!value)
        return refusal(Text::tr("This is no JSON yet: %1").arg(QString::fromStdString(value.error().message)),
                       Text::tr("Write an object, for example {\"seed\": 7}"));
    if (!value->isObject())
        return refusal(Text::tr("This is JSON, but no object."),
                       Text::tr("Write an object, for example {\"seed\": 7}"));
    for (const json::Member &member : value->members()) {
        const QString name = QString::fromStdString(member.key);
        if (wire::isReservedMember(member.key))
            return refusal(Text::tr("“%1” belongs to the question itself.").arg(name),
                           Text::tr("Take it out; Espalier sets it."));
        if (member.key == kTemperature || isMaxTokens(member.key))
            return refusal(Text::tr("“%1” has a field above.").arg(name), Text::tr("Enter it there."));
        out.push_back(member);
    }
    return out;
}

} // namespace espalier::ui
