// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// What happens to one request (formats specification, "practice").
struct FaultStep
{
    enum class Kind : std::uint8_t {
        Ok,
        Status,        ///< amount: 401, 429, 500 or 529
        Drop,          ///< the connection is closed before any answer byte
        Cut,           ///< the connection is closed after `amount` bytes of the body
        Stall,         ///< nothing more after `amount` bytes of the body; the connection stays open
        ErrorInStream, ///< an error object in the middle of the stream, no end marker
        Truncate,      ///< ends after `amount` tokens with finish_reason "length"
        Invalid,       ///< well-formed JSON that does not fit the schema
        Malformed,     ///< not JSON; a different kind each time (malformed.h)
        Fence,         ///< as content, in a code fence
        Prose,         ///< as content, with sentences before and behind
        Think,         ///< as content, behind a think block
        Double,        ///< the JSON as a JSON string
    };

    Kind kind = Kind::Ok;
    std::uint32_t amount = 0;
    std::optional<std::uint32_t> retryAfterSeconds; ///< of Status 429
    std::optional<double> tokensPerSecond;          ///< option rate; greater than 0
    std::uint32_t delayMs = 0;                      ///< option delay: before the first byte of the answer

    bool operator==(const FaultStep &) const = default;
};

/// Why a script cannot be read.
struct FaultScriptError
{
    std::string message;    ///< one line with the place in words
    std::size_t offset = 0; ///< bytes from the start of the script, of the part at fault
};

/// Faults on request: steps separated by ";", one per request, the last one repeats. A step is a name with
/// its amount
/// ("429:1", "cut=120", "drop"), options follow after commas ("ok,rate=60,delay=500"); a step of options
/// alone is "ok" with these. Blanks around the parts do not count. Plain value, any thread.
class FaultScript
{
public:
    /// Every request is answered properly.
    FaultScript() = default;
    /// An empty text is such a script too.
    [[nodiscard]] static Result<FaultScript, FaultScriptError> parse(std::string_view text);

    /// The step for the request of that number, from 0.
    [[nodiscard]] const FaultStep &step(std::size_t request) const noexcept;

private:
    std::vector<FaultStep> m_steps = {FaultStep{}};
};

} // namespace espalier::practice
