// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/parseerror.h"
#include "json/parseoptions.h"
#include "json/treesink.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace espalier::json {

enum class ParseStatus : std::uint8_t {
    Reading,     ///< the value is not over
    Done,        ///< the root is closed
    Cut,         ///< finish() came inside the value
    Implausible, ///< under probation only: this never was JSON
    Failed,      ///< see error()
};

/// Parses one JSON value from bytes that come in pieces: a push-down automaton with an explicit stack.
///
/// Usage: feed() while status() is Reading, finish() when the text has ended.
/// Splits: any cut of the bytes gives the same calls of the sink, but for the borders between append() calls.
/// Work: O(1) amortised a byte, no recursion. Memory: O(depth) and the keys of the open objects.
/// Non-standard JSON (tolerant): product specification 4.4. What needs the next character that is not blank
/// (does this quote close the string?) is not decided before it came. A root string ends at its first quote.
class IncrementalParser
{
public:
    /// `sink` must outlive the parser. `offset`: input offset of the first byte that will be fed.
    IncrementalParser(TreeSink &sink, const ParseOptions &options, std::uint64_t offset = 0);
    ~IncrementalParser();
    IncrementalParser(IncrementalParser &&) noexcept;
    IncrementalParser &operator=(IncrementalParser &&) noexcept;

    /// Demands of a root container that it starts as JSON does (`{"`, `{name:`, `["`, `[word,` …), else
    /// Implausible at the byte that settles it. For text in which a bracket may be a bracket. `inProse`: text
    /// stands before it, so that more is demanded.
    void setProbation(bool inProse);
    /// For strings inside at most `depth` containers: calls append() for every escape on its own and for
    /// every run between them, so that each text stands in one piece in the input. For strings that may hold
    /// JSON.
    void setExactText(std::size_t depth);

    /// Takes bytes up to the end of the value; how many. A root number ends before the byte that ends it,
    /// every value before a fence (```) that closes it. Implausible: up to the byte that settled it.
    std::size_t feed(std::string_view bytes);
    /// Goes on at another input offset: for decoded text, whose bytes do not stand side by side in the input.
    /// `seen`: so many bytes were looked at before, no event is said to be earlier.
    void seek(std::uint64_t offset, std::uint64_t seen = 0);
    /// The text has ended: a root number is complete, everything else that is open is closed as Cut (strict:
    /// an error).
    void finish();

    [[nodiscard]] ParseStatus status() const noexcept;
    /// Probation is over: something of the root came that only JSON has. True when there was none.
    [[nodiscard]] bool plausible() const noexcept;
    /// A fence ended the value.
    [[nodiscard]] bool endedByFence() const noexcept;
    /// Repairs so far, those beyond the limit of the list included.
    [[nodiscard]] std::uint64_t repairCount() const noexcept;
    /// Line and column are not set here.
    [[nodiscard]] const std::optional<ParseError> &error() const noexcept;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::json
