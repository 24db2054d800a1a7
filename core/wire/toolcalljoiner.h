// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace espalier::wire {

/// Says to which call a piece of `tool_calls` belongs. Servers number calls from 0, from 1, all with 0, or
/// not at all; here the position is always that among the calls, in order of appearance.
///
/// A piece belongs to the call with its `index`, without one to the call with its `id`. An index that comes
/// again with another id and a name is a new call. Without index and id a name begins a call and anything
/// else continues the last one. Work per piece O(log calls), memory O(calls).
class ToolCallJoiner
{
public:
    [[nodiscard]] std::uint32_t position(const json::Value &piece);
    /// The id that the call at `position` came with first; empty when none did.
    [[nodiscard]] const std::string &id(std::uint32_t position) const { return m_ids[position]; }

private:
    std::uint32_t add(std::optional<std::int64_t> index, const std::string &id);

    std::vector<std::string> m_ids; ///< by position; empty when none came
    std::map<std::int64_t, std::uint32_t> m_byIndex;
    std::map<std::string, std::uint32_t> m_byId;
};

} // namespace espalier::wire
