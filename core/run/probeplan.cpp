// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/probeplan.h"

#include "run/cost.h"
#include "run/endwords.h"
#include "run/resultdetails.h"
#include "wire/chatrequest.h"
#include "wire/tokenestimate.h"
#include "json/read.h"

#include <algorithm>
#include <array>
#include <limits>

namespace espalier::run {

using wire::AnswerMode;
using wire::SchemaDialect;
using wire::ToolChoiceForm;

namespace {

// Every value is bounded, so that an endpoint that binds its answers ends them, whatever its model is worth.
constexpr std::string_view kSchema =
    R"({"title":"Order","type":"object","properties":{"amount":{"type":"integer"},"colour":{"enum":["red","green","blue"]},"size":{"enum":["small","medium","large"]}},"required":["amount","colour","size"]})";
constexpr std::string_view kText = "Amount: 25, colour: green, size: large";
constexpr std::string_view kExample = "Amount: 30, colour: red, size: small";
constexpr std::string_view kExampleValue = R"({"amount":30,"colour":"red","size":"small"})";
constexpr std::int64_t kMostAnswer = 300; ///< tokens; enough for a model that thinks a little before
constexpr std::int64_t kMostRead = 450;   ///< what those may be as we count
constexpr std::int64_t kUsualAnswer = 50;
constexpr std::uint64_t kMostBytesRead = 512UL * 1024; ///< of one answer with all that is around its words

/// What a question is to find out.
enum class About : std::uint8_t { ToolChoice, Json, Schema, MdJson, SystemMessage, ToolRole };

struct Step
{
    About about;
    AnswerMode mode;
    ToolChoiceForm choice = ToolChoiceForm::Object;
    SchemaDialect schema = SchemaDialect::JsonSchema;
};

constexpr std::array kSteps{
    Step{About::MdJson, AnswerMode::MdJson}, // asks for nothing special: whether it answers at all
    Step{About::ToolChoice, AnswerMode::Tools, ToolChoiceForm::Object},
    Step{About::ToolChoice, AnswerMode::Tools, ToolChoiceForm::Required},
    Step{About::ToolChoice, AnswerMode::Tools, ToolChoiceForm::Auto},
    Step{About::Json, AnswerMode::Json},
    Step{About::Schema, AnswerMode::JsonSchema, ToolChoiceForm::Object, SchemaDialect::JsonSchema},
    Step{About::Schema, AnswerMode::JsonSchema, ToolChoiceForm::Object, SchemaDialect::JsonObject},
    Step{About::Schema, AnswerMode::JsonSchema, ToolChoiceForm::Object, SchemaDialect::StructuredOutputs},
    Step{About::Schema, AnswerMode::JsonSchema, ToolChoiceForm::Object, SchemaDialect::GuidedJson},
    Step{About::SystemMessage, AnswerMode::MdJson},
    Step{About::ToolRole, AnswerMode::Tools},
};

json::Value valueOf(std::string_view text)
{
    const auto read = json::readStrict(text);
    return read ? *read : json::Value();
}

/// The kinds of error that say something of the endpoint and not of the way it was asked.
bool isFatal(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::RequestRefused:
    case ErrorKind::DocumentTooLong:
    case ErrorKind::ServerFault:
    case ErrorKind::StreamError:
    case ErrorKind::Refused:
    case ErrorKind::NoJson:
    case ErrorKind::InvalidAnswer:
    case ErrorKind::TokenLimit:
    case ErrorKind::LimitExceeded:
        return false;
    default:
        return true;
    }
}

bool wasDropped(const RunResult &result, std::string_view member)
{
    const auto &all = result.droppedMembers;
    return std::find(all.begin(), all.end(), member) != all.end();
}

/// Whether its pieces came as they were made. Answers are short here, so what a long one would need to be
/// judged by is taken for granted; that one of many questions shows it is enough.
bool reallyStreamed(const RunResult &result)
{
    constexpr std::size_t kLongEnough = 1000;
    return result.streamed && !cameAtOnce(result.firstTokenMs.value_or(0), result.totalMs, kLongEnough);
}

bool works(const Step &step, const RunResult &result)
{
    if (result.status != RunStatus::Valid)
        return false;
    switch (step.about) {
    case About::ToolChoice:
    case About::ToolRole:
        return result.answeredByCall && !wasDropped(result, "tool_choice");
    case About::Json:
    case About::Schema:
        return !result.answeredByCall && result.repairs.empty();
    default:
        return true;
    }
}

/// The endpoint counts so much for its answers that the rest could cost more than was told.
Error estimateBroken(std::int64_t counted, std::int64_t most)
{
    return {ErrorKind::BudgetReached,
            "The endpoint counts " + std::to_string(counted) +
                " tokens so far, far more than was asked for; all of "
                "it could be more than the " +
                std::to_string(most) + " that were told.",
            "Choose the mode by hand; nothing further is asked.",
            {},
            {},
            {}};
}

} // namespace

ProbePlan::ProbePlan(ExtractionRequest base)
    : m_base(std::move(base))
{
    m_base.document = "probe";
    m_base.chat.document = kText;
    m_base.chat.instructions = "Extract the order.";
    m_base.chat.stream = wire::StreamKind::Partial;
    m_base.chat.maxTokens = kMostAnswer;
    m_base.chat.shape = schema::AnswerShape::of(valueOf(kSchema), false).value();
    m_base.profile.dialect.streamOptions = true;
    m_base.profile.dialect.strict = false;
    for (const char *member :
         {"stream", "stream_options", "tool_choice", "max_tokens", "max_completion_tokens"})
        std::erase(m_base.profile.dialect.dropped, member);
    m_base.coercion.level = schema::CoercionLevel::Off;
    m_base.mostAnswerTokens = kMostRead;
    m_base.limits.answerBytes = kMostBytesRead;
    m_base.retries.reasks = 0;
    m_base.retries.onlyWhatWasRefused = true;
    makeEstimate();
}

ExtractionRequest ProbePlan::requestOf(std::size_t index) const
{
    const Step &step = kSteps.at(index);
    ExtractionRequest out = m_base;
    wire::Dialect &dialect = out.profile.dialect;
    out.chat.mode = step.mode;
    dialect.toolChoice = step.choice;
    dialect.schema = step.schema;
    if (step.about == About::SystemMessage) {
        out.chat.systemMessage = "You read texts with care.";
        dialect.oneSystemMessage = false;
    } else {
        dialect.oneSystemMessage = true;
    }
    if (step.about == About::ToolRole) {
        dialect.toolRole = true;
        dialect.toolChoice = m_report.tools() ? m_report.toolChoice.front() : ToolChoiceForm::Object;
        out.chat.examples = {{std::string(kExample), valueOf(kExampleValue)}};
    }
    return out;
}

std::optional<ExtractionRequest> ProbePlan::request() const
{
    if (m_fatal || m_step >= kSteps.size())
        return std::nullopt;
    return requestOf(m_step);
}

void ProbePlan::take(const RunResult &result)
{
    count(result);
    takeFaults(result);
    if (result.error && (isFatal(result.error->kind) || result.error->code == kNoTokenLimit)) {
        m_fatal = result.error;
        return;
    }
    takeAnswer(result);
    ++m_step;
    skipSettled();
    const std::int64_t next = m_step < kSteps.size() ? m_most.at(m_step) : 0;
    if (m_told > m_estimate.tokens - next)
        m_fatal = estimateBroken(m_told, m_estimate.tokens);
}

/// What the endpoint says it counted is believed as long as it leaves the promise whole.
void ProbePlan::count(const RunResult &result)
{
    if (!result.usage)
        return;
    const std::int64_t room = std::numeric_limits<std::int64_t>::max() - m_told;
    m_told += std::min(result.usage->totalTokens, room);
    m_report.tokensSpent = std::min(m_told, m_estimate.tokens);
}

void ProbePlan::takeFaults(const RunResult &result)
{
    const bool ranOn = result.error && result.error->code == kBeyondTokenLimit;
    const bool countsMore = result.usage && result.usage->completionTokens > kMostRead;
    if (ranOn || countsMore)
        m_report.ignoresTokenLimit = true;
}

void ProbePlan::takeAnswer(const RunResult &result)
{
    const Step &step = kSteps.at(m_step);
    const bool good = works(step, result);
    // Also of an answer that is of no use: it came the same way.
    m_report.streams = m_report.streams || (result.status != RunStatus::Failed && reallyStreamed(result));
    const bool told = result.usage && !result.usage->estimated && result.streamed;
    m_streamOptionsRefused = m_streamOptionsRefused || wasDropped(result, "stream_options");
    m_report.streamOptions = !m_streamOptionsRefused && (m_report.streamOptions || told);
    // What is refused once is not sent again: it would be found out with every question.
    for (const std::string &member : result.droppedMembers) {
        if (member != "tool_choice")
            m_base.profile.dialect = wire::withoutMember(m_base.profile.dialect, member);
    }
    switch (step.about) {
    case About::ToolChoice:
        if (good)
            m_report.toolChoice.push_back(step.choice);
        break;
    case About::Json:
        m_report.json = good;
        break;
    case About::Schema:
        if (good)
            m_report.schemas.push_back(step.schema);
        break;
    case About::MdJson:
        m_report.mdJson = good;
        break;
    case About::SystemMessage:
        m_report.secondSystemMessage = good;
        break;
    case About::ToolRole:
        m_report.toolRole = good;
        break;
    }
}

void ProbePlan::skipSettled()
{
    while (m_step < kSteps.size() &&
           ((kSteps.at(m_step).about == About::Schema && !m_report.schemas.empty()) ||
            (kSteps.at(m_step).about == About::ToolRole && !m_report.tools())))
        ++m_step;
}

void ProbePlan::makeEstimate()
{
    wire::Usage most;
    m_most.clear();
    for (std::size_t step = 0; step < kSteps.size(); ++step) {
        const ExtractionRequest request = requestOf(step);
        const std::int64_t prompt =
            wire::estimatePromptTokens(wire::chatBody(request.chat, request.profile.dialect));
        most.promptTokens += 2 * prompt;
        most.completionTokens += kMostRead;
        m_most.push_back(2 * prompt + kMostRead);
        m_estimate.usual += prompt + kUsualAnswer;
        ++m_estimate.requests;
    }
    m_estimate.tokens = most.promptTokens + most.completionTokens;
    m_estimate.cost = costOf(most, m_base.profile, m_base.chat.model);
    if (m_estimate.cost)
        m_estimate.currency = m_base.profile.model(m_base.chat.model)->price->currency;
}

} // namespace espalier::run
