// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/practiceservice.h"

#include "base/ascii.h"
#include "practice/answerer.h"
#include "json/read.h"
#include "json/value.h"
#include "json/writer.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

constexpr std::string_view modelsPath = "/v1/models";
constexpr std::string_view completionsPath = "/v1/chat/completions";
constexpr std::size_t mostScripts =
    256; ///< remembered; a client must not fill the memory with names of scripts

std::int64_t unixSeconds()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Reply jsonReply(int status, std::string body)
{
    Reply out;
    out.status = status;
    out.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    out.body = std::move(body);
    return out;
}

Reply errorReply(const ApiError &error)
{
    return jsonReply(error.status, error.body());
}

Value modelObject(std::string_view id)
{
    return Value::object({{"id", Value::string(std::string(id))},
                          {"object", Value::string("model")},
                          {"created", Value::number(std::int64_t{0})},
                          {"owned_by", Value::string("espalier")}});
}

/// Only names of this machine: a page of another origin that rebinds its name to 127.0.0.1 keeps its own
/// Host.
bool isLoopbackHost(std::string_view host)
{
    const std::string name = asciiLower(host.substr(0, std::min(host.rfind(':'), host.size())));
    return name == "127.0.0.1" || name == "localhost";
}

bool sameInConstantTime(std::string_view left, std::string_view right)
{
    unsigned difference = left.size() == right.size() ? 0 : 1;
    for (std::size_t i = 0; i < left.size() && i < right.size(); ++i)
        difference |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]);
    return difference == 0;
}

Reply statusFault(const FaultStep &step)
{
    const auto status = static_cast<int>(step.amount);
    ApiError error{status, "server_error", "the practice endpoint was asked to fail", {}, {}};
    if (status == 401)
        error = {status,
                 "invalid_request_error",
                 "the practice endpoint was asked to refuse the key",
                 {},
                 "invalid_api_key"};
    else if (status == 429)
        error = {status,
                 "requests",
                 "the practice endpoint was asked to limit the rate",
                 {},
                 "rate_limit_exceeded"};
    else if (status == 529)
        error = {
            status, "overloaded_error", "the practice endpoint was asked to be overloaded", {}, "overloaded"};
    Reply out = errorReply(error);
    if (step.retryAfterSeconds)
        out.headers.emplace_back("Retry-After", std::to_string(*step.retryAfterSeconds));
    return out;
}

} // namespace

PracticeService::PracticeService(Settings settings)
    : m_settings(std::move(settings))
{
}

Reply PracticeService::refusal(const HttpRefusal &refusal)
{
    return errorReply({refusal.status, "invalid_request_error", refusal.message, {}, {}});
}

bool PracticeService::authorised(const HttpRequest &request) const
{
    const std::string *field = findHeader(request.headers, "authorization");
    constexpr std::string_view scheme = "bearer ";
    if (!field || asciiLower(std::string_view(*field).substr(0, scheme.size())) != scheme)
        return false;
    return sameInConstantTime(trimmed(std::string_view(*field).substr(scheme.size())), m_settings.key);
}

Reply PracticeService::reply(const HttpRequest &request)
{
    const std::string *host = findHeader(request.headers, "host");
    if (!host || !isLoopbackHost(*host))
        return errorReply(
            {403, "invalid_request_error", "this endpoint answers to 127.0.0.1 and localhost only", {}, {}});
    const std::string path = request.target.substr(0, request.target.find('?'));
    const bool aboutModels =
        path == modelsPath || path.compare(0, modelsPath.size() + 1, std::string(modelsPath) + '/') == 0;
    if (!aboutModels && path != completionsPath)
        return errorReply(
            {404, "invalid_request_error", "unknown path " + path.substr(0, 200), {}, "unknown_url"});
    const std::string_view method = aboutModels ? "GET" : "POST";
    if (request.method != method) {
        Reply out = errorReply(
            {405, "invalid_request_error", "this path takes " + std::string(method) + " only", {}, {}});
        out.headers.emplace_back("Allow", method);
        return out;
    }
    if (!authorised(request))
        return errorReply({401,
                           "invalid_request_error",
                           "the key is missing or not that of this practice endpoint",
                           {},
                           "invalid_api_key"});
    return aboutModels ? models(path) : completion(request);
}

Reply PracticeService::models(const std::string &path) const
{
    if (path == modelsPath) {
        const Value list = Value::object(
            {{"object", Value::string("list")}, {"data", Value::array({modelObject(readerModel)})}});
        return jsonReply(200, json::writeCompact(list));
    }
    const std::string id = path.substr(modelsPath.size() + 1);
    if (id != readerModel)
        return errorReply({404, "invalid_request_error",
                           "the model '" + id.substr(0, 200) + "' does not exist here", "model",
                           "model_not_found"});
    return jsonReply(200, json::writeCompact(modelObject(id)));
}

Result<FaultStep, ApiError> PracticeService::nextStep(const HttpRequest &request,
                                                      const ChatQuestion &question)
{
    const std::string *header = findHeader(request.headers, "x-espalier-faults");
    const std::string &text = header                     ? *header
                              : !question.faults.empty() ? question.faults
                                                         : m_settings.faultsText;
    FaultScript script = m_settings.faults;
    if (header || !question.faults.empty()) {
        auto parsed = FaultScript::parse(text);
        if (!parsed)
            return ApiError::badRequest(parsed.error().message, header ? "X-Espalier-Faults" : "model");
        script = std::move(parsed).value();
    }
    if (m_played.size() >= mostScripts && m_played.count(text) == 0)
        m_played.clear();
    return script.step(m_played[text]++);
}

Reply PracticeService::completion(const HttpRequest &request)
{
    const auto question = ChatQuestion::read(request.body);
    if (!question)
        return errorReply(question.error());
    if (!m_settings.without.empty()) {
        if (const auto refusal = refusalOf(json::readStrict(request.body).value(), m_settings.without))
            return errorReply(*refusal);
    }
    const auto step = nextStep(request, *question);
    if (!step)
        return errorReply(step.error());
    Reply out = step->kind == FaultStep::Kind::Status ? statusFault(*step) : answer(*question, *step);
    out.fault = *step;
    return out;
}

Reply PracticeService::answer(const ChatQuestion &question, const FaultStep &step)
{
    const bool malformed = step.kind == FaultStep::Kind::Malformed;
    const Malformation malformation = malformationInTurn(malformed ? m_malformed++ : 0);
    Answer answer = answerWith(question, readObjects(question), step, malformation);
    const AnswerHead head{"chatcmpl-practice" + std::to_string(++m_answers), question.model, unixSeconds(),
                          question.promptTokens};
    const bool fails = step.kind == FaultStep::Kind::ErrorInStream;
    if (!question.stream || m_settings.without.count("streams") > 0) {
        if (fails)
            return jsonReply(
                200,
                ApiError{500, "server_error", "the practice endpoint was asked to fail here", {}, {}}.body());
        return jsonReply(200, wholeBody(answer, head));
    }
    Reply out;
    out.headers = {{"Content-Type", "text/event-stream; charset=utf-8"}, {"Cache-Control", "no-store"}};
    const std::optional<std::size_t> errorAfter = fails ? std::optional(answer.tokens() / 2) : std::nullopt;
    out.stream.emplace(std::move(answer), head, question.includeUsage, errorAfter);
    out.tokensPerSecond = step.tokensPerSecond.value_or(m_settings.tokensPerSecond);
    return out;
}

} // namespace espalier::practice
