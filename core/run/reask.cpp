// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/reask.h"

#include "wire/chatmessages.h"
#include "wire/prompts.h"
#include "json/pointer.h"
#include "json/writer.h"

#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace espalier::run {

namespace {

constexpr std::size_t kMostIssues = 20;
constexpr std::size_t kMostBytes = 64UL * 1024;
constexpr std::string_view kMarker = "{{issues}}";

std::string listed(const std::vector<std::string> &sentences)
{
    std::string out;
    for (std::size_t i = 0; i < sentences.size() && i < kMostIssues; ++i)
        out.append(i > 0 ? "\n- " : "- ").append(sentences[i]);
    if (sentences.size() > kMostIssues)
        out.append("\n- and ").append(std::to_string(sentences.size() - kMostIssues)).append(" more");
    return out;
}

/// What is wrong with the whole, one sentence each.
std::vector<std::string> complaints(const JudgedAnswer &answer, const RunResult &result)
{
    std::vector<std::string> out;
    for (const schema::Issue &issue : result.issues)
        out.push_back(issue.forModel.empty() ? issue.instance + " " + issue.message : issue.forModel);
    if (!out.empty())
        return out;
    if (answer.state == json::AnswerState::None)
        return {"It holds no JSON."};
    if (answer.state != json::AnswerState::Complete)
        return {"Its JSON ends in the middle: not everything that was opened is closed."};
    return {result.error ? result.error->message : std::string("It was not accepted.")};
}

bool isAsked(wire::AnswerMode mode)
{
    return mode == wire::AnswerMode::Tools || mode == wire::AnswerMode::ParallelTools;
}

std::string correctionText(wire::AnswerMode mode, const std::vector<std::string> &sentences)
{
    return wire::replacedOnce(isAsked(mode) ? wire::prompts::reask_tool : wire::prompts::reask_json, kMarker,
                              listed(sentences));
}

/// Of several calls: what each of them hears.
std::vector<std::string> perCall(std::size_t calls, const RunResult &result, const std::string &whole)
{
    std::vector<std::vector<std::string>> sentences(calls);
    for (const schema::Issue &issue : result.issues) {
        std::string_view pointer = issue.instance;
        const auto token = json::takeToken(pointer);
        const std::size_t index = token ? json::arrayIndex(*token).value_or(calls) : calls;
        if (index >= calls) // about the list as such: everybody hears everything
            return std::vector<std::string>(calls, whole);
        sentences[index].push_back(issue.forModel);
    }
    std::vector<std::string> out;
    for (const std::vector<std::string> &one : sentences)
        out.push_back(one.empty() ? std::string(wire::prompts::reask_tool_fine)
                                  : correctionText(wire::AnswerMode::ParallelTools, one));
    return out;
}

} // namespace

wire::Correction correctionFor(const JudgedAnswer &answer, const RunResult &result, wire::AnswerMode mode,
                               const std::string &replacement)
{
    wire::Correction out;
    out.text = replacement.empty() ? correctionText(mode, complaints(answer, result)) : replacement;
    if (result.text.size() > kMostBytes)
        return out;
    out.answer = result.text;
    out.calls = answer.calls;
    const bool apart = replacement.empty() && out.calls.size() > 1 && !result.issues.empty();
    out.about = apart ? perCall(out.calls.size(), result, out.text)
                      : std::vector<std::string>(out.calls.size(), out.text);
    return out;
}

wire::Correction correctionForItems(const ItemsAgain &items, const AnswerJudge &judge,
                                    const schema::AnswerShape &shape, wire::AnswerMode mode,
                                    const std::string &replacement)
{
    wire::Correction out;
    json::Value::Array shown;
    std::vector<std::string> all;
    for (const SetAside &item : items.asked()) {
        std::string pointer;
        json::appendToken(pointer, shown.size());
        std::vector<std::string> sentences;
        for (const schema::Issue &issue : judge.validator().validate(item.value, pointer))
            sentences.push_back(issue.forModel);
        if (const wire::AnsweredCall *call = items.callOf(item.index)) {
            out.calls.push_back(*call);
            out.about.push_back(replacement.empty() ? correctionText(mode, sentences) : replacement);
        }
        std::move(sentences.begin(), sentences.end(), std::back_inserter(all));
        shown.push_back(item.value);
    }
    const std::string count = std::to_string(shown.size());
    out.text = replacement;
    if (replacement.empty())
        out.text = wire::replacedOnce(wire::replacedOnce(wire::prompts::reask_items, "{{count}}", count),
                                      kMarker, listed(all));
    out.answer = json::writeCompact(shape.wrap(json::Value::array(std::move(shown))));
    if (out.answer.size() > kMostBytes)
        return {{}, {}, {}, out.text};
    if (out.calls.empty() && isAsked(mode)) {
        out.calls = {{std::string(), shape.tool.name, out.answer}};
        out.about = {out.text};
    }
    return out;
}

} // namespace espalier::run
