// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/faultscript.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace espalier::practice {

namespace {

using Kind = FaultStep::Kind;

struct Known
{
    std::string_view name;
    Kind kind;
    bool amount; ///< "=n" must follow
};

constexpr Known knownSteps[] = {
    {"ok", Kind::Ok, false},
    {"drop", Kind::Drop, false},
    {"cut", Kind::Cut, true},
    {"stall", Kind::Stall, true},
    {"error-in-stream", Kind::ErrorInStream, false},
    {"truncate", Kind::Truncate, true},
    {"invalid", Kind::Invalid, false},
    {"malformed", Kind::Malformed, false},
    {"fence", Kind::Fence, false},
    {"prose", Kind::Prose, false},
    {"think", Kind::Think, false},
    {"double", Kind::Double, false},
};
constexpr std::string_view statuses[] = {"401", "429", "500", "529"};

constexpr std::uint32_t maxAmount = 1'000'000'000;
constexpr std::uint32_t maxRetryAfterSeconds = 86'400;
constexpr std::uint32_t maxDelayMs = 600'000;
constexpr double maxRate = 1'000'000;

std::optional<std::uint32_t> wholeNumber(std::string_view text, std::uint32_t most)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || value > most)
        return std::nullopt;
    return value;
}

/// Reads one script; the first fault found stays.
class ScriptReader
{
public:
    explicit ScriptReader(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<FaultStep> steps()
    {
        std::vector<FaultStep> out;
        split(m_text, ';', [&](std::string_view part) { out.push_back(step(part)); });
        return out;
    }
    [[nodiscard]] const std::optional<FaultScriptError> &error() const { return m_error; }

private:
    template <typename Take>
    static void split(std::string_view text, char separator, Take take)
    {
        for (std::size_t end = 0; end != std::string_view::npos;
             text.remove_prefix(std::min(end + 1, text.size()))) {
            end = text.find(separator);
            take(trimmed(text.substr(0, end)));
            if (end == std::string_view::npos)
                return;
        }
    }

    void fail(std::string_view part, std::string_view why)
    {
        if (m_error)
            return;
        const auto offset = static_cast<std::size_t>(part.data() - m_text.data());
        std::string message = "faults, character " + std::to_string(offset + 1) + ": ";
        message.append(why);
        if (!part.empty())
            message.append(": \"").append(part.substr(0, 60)).append("\"");
        m_error = FaultScriptError{std::move(message), offset};
    }

    FaultStep step(std::string_view text)
    {
        FaultStep out;
        bool first = true;
        split(text, ',', [&](std::string_view part) {
            if (!std::exchange(first, false) || part.substr(0, 5) == "rate=" || part.substr(0, 6) == "delay=")
                option(part, out);
            else
                name(part, out);
        });
        return out;
    }

    void name(std::string_view part, FaultStep &out)
    {
        if (part.empty())
            return fail(part, "a step is missing");
        if (isAsciiDigit(part.front()))
            return status(part, out);
        const std::size_t equals = part.find('=');
        const auto known =
            std::find_if(std::begin(knownSteps), std::end(knownSteps), [&](const Known &candidate) {
                return candidate.name == trimmed(part.substr(0, equals));
            });
        if (known == std::end(knownSteps))
            return fail(part, "unknown step");
        out.kind = known->kind;
        if (known->amount != (equals != std::string_view::npos))
            return fail(part, known->amount ? "an amount is missing, as in \"cut=120\""
                                            : "this step takes no amount");
        if (!known->amount)
            return;
        const auto amount = wholeNumber(trimmed(part.substr(equals + 1)), maxAmount);
        if (!amount)
            return fail(part, "the amount must be a whole number up to 1000000000");
        out.amount = *amount;
    }

    void status(std::string_view part, FaultStep &out)
    {
        const std::size_t colon = part.find(':');
        const std::string_view code = trimmed(part.substr(0, colon));
        if (std::find(std::begin(statuses), std::end(statuses), code) == std::end(statuses))
            return fail(part, "the status must be 401, 429, 500 or 529");
        out.kind = Kind::Status;
        out.amount = *wholeNumber(code, 999);
        if (colon == std::string_view::npos)
            return;
        if (out.amount != 429)
            return fail(part, "only 429 takes seconds, as in \"429:1\"");
        out.retryAfterSeconds = wholeNumber(trimmed(part.substr(colon + 1)), maxRetryAfterSeconds);
        if (!out.retryAfterSeconds)
            fail(part, "the seconds must be a whole number up to 86400");
    }

    void option(std::string_view part, FaultStep &out)
    {
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view key = trimmed(part.substr(0, equals));
        const std::string_view value = trimmed(part.substr(std::min(equals + 1, part.size())));
        if (key == "rate") {
            double rate = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), rate);
            if (error != std::errc{} || end != value.data() + value.size() || !(rate > 0 && rate <= maxRate))
                return fail(part, "the rate must be a number of tokens a second, up to 1000000");
            out.tokensPerSecond = rate;
        } else if (key == "delay") {
            const auto delay = wholeNumber(value, maxDelayMs);
            if (!delay)
                return fail(part, "the delay must be milliseconds, up to 600000");
            out.delayMs = *delay;
        } else {
            fail(part, "unknown option");
        }
    }

    std::string_view m_text;
    std::optional<FaultScriptError> m_error;
};

} // namespace

Result<FaultScript, FaultScriptError> FaultScript::parse(std::string_view text)
{
    FaultScript out;
    if (trimmed(text).empty())
        return out;
    ScriptReader reader(text);
    out.m_steps = reader.steps();
    if (reader.error())
        return *reader.error();
    return out;
}

const FaultStep &FaultScript::step(std::size_t request) const noexcept
{
    return m_steps[std::min(request, m_steps.size() - 1)];
}

} // namespace espalier::practice
