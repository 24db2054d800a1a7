// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/chatrequest.h"
#include "json/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace espalier::wire {

/// Writes the answers of worked examples as a model in the request's mode would have given them: calls of
/// tools with the tools' replies, JSON text, or a fenced block. Calls are numbered through all examples of
/// one request. The request must outlive it.
class FewShotTurns
{
public:
    FewShotTurns(const ChatRequest &request, const Dialect &dialect);

    /// The messages after the example's question, the assistant's first.
    [[nodiscard]] json::Value::Array answer(const FewShot &example);

private:
    struct Call
    {
        std::string id;
        std::string name;
        json::Value arguments;
    };
    [[nodiscard]] std::vector<Call> callsFor(const json::Value &value);
    [[nodiscard]] Call call(const std::string &name, const json::Value &arguments);
    [[nodiscard]] json::Value reply(const Call &call) const;

    const ChatRequest &m_request;
    bool m_toolRole;
    int m_calls = 0;
};

} // namespace espalier::wire
