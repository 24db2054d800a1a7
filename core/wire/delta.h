// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "wire/usage.h"

#include <cstdint>
#include <string>
#include <vector>

namespace espalier::wire {

/// One thing that an answer, streamed or whole, added. Plain value. Of several choices only choice 0 is told.
struct Delta
{
    enum class Kind : std::uint8_t {
        Text,      ///< text: more of `content`
        Reasoning, ///< text: reasoning, in whatever member it came
        Refusal,   ///< text: more of `refusal`
        ToolCall,  ///< index, and of id, name, text (more of `arguments`) what came; legacy function_call is
                   ///< index 0
        Finish,    ///< text: the finish reason as sent (may be "")
        Usage,     ///< usage; the last one counts
        Model,     ///< text: the model's name, once
        StreamError, ///< error: an error object inside a 2xx answer; what came before stays
        Done,        ///< the end marker: [DONE], or the end of a whole body
    };

    Kind kind = Kind::Text;
    std::string text;
    std::uint32_t index = 0;         ///< ToolCall: position among the calls, from 0
    std::string id;                  ///< ToolCall
    std::string name;                ///< ToolCall: function name
    bool legacyFunctionCall = false; ///< ToolCall: it came as `function_call`
    Usage usage;
    Error error;

    bool operator==(const Delta &) const = default;
};

using Deltas = std::vector<Delta>;

} // namespace espalier::wire
