// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/delta.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace espalier::run {

/// Of the calls a model makes where one was asked for, says which is the answer: the first one of the
/// function asked for, else the first one of all.
///
/// Calls may come interleaved and a name after some arguments. Text of calls without a name is kept until the
/// name comes; nothing is kept once the function asked for was called. Pure; not thread-safe.
class OneCall
{
public:
    enum class Verdict {
        Answer,    ///< more of the answer
        NewAnswer, ///< this call is the answer from now on, instead of any before; takeText() is its text
        NotRead,
    };

    /// `function`: the one asked for.
    explicit OneCall(std::string function);

    /// For each delta of kind ToolCall, in order.
    [[nodiscard]] Verdict take(const wire::Delta &delta);
    /// After NewAnswer: all arguments of the call so far.
    [[nodiscard]] std::string takeText();
    /// How many calls there were.
    [[nodiscard]] std::size_t count() const { return m_seen.size(); }

private:
    std::string m_function;
    std::optional<std::uint32_t> m_chosen;
    bool m_settled = false; ///< the function asked for was called
    std::set<std::uint32_t> m_seen;
    std::map<std::uint32_t, std::string> m_nameless; ///< text of calls whose name has not come
    std::string m_text;
};

} // namespace espalier::run
