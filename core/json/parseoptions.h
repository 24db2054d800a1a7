// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace espalier::json {

/// Bounds that turn hostile input into a named error, quickly. Units: bytes of input, levels of nesting.
struct ParseLimits
{
    std::uint32_t depth = 512;                       ///< nested arrays and objects
    std::uint64_t answerBytes = 64ULL * 1024 * 1024; ///< the whole answer
    std::uint64_t stringBytes = 64ULL * 1024 * 1024; ///< one string or key, unescaped
    std::uint32_t values = 2'000'000;                ///< objects, arrays and scalars of one answer
    std::uint64_t repairs = 100'000; ///< kept in the list, and ignored spans; more are made, but not listed
};

/// For files that this program wrote itself: what stands in them kept the limits when it came, and a record
/// around it adds a few levels. Only the nesting stays bounded, for the stack's sake.
inline constexpr ParseLimits kOwnFileLimits{
    .depth = 1024,
    .answerBytes = std::numeric_limits<std::uint64_t>::max(),
    .stringBytes = std::numeric_limits<std::uint64_t>::max(),
    .values = std::numeric_limits<std::uint32_t>::max(),
};

/// When an answer that repeats itself is stopped: the same unit of at least 32 and at most 4096 bytes so
/// often in a row and over so many bytes. Running text and blanks loop only when a model is lost; equal rows
/// and long runs of one character may be honest, so they get far more room.
struct LoopLimits
{
    bool enabled = true;
    std::uint32_t times = 64;
    std::uint64_t textBytes = 16ULL * 1024;      ///< units of words or blanks
    std::uint64_t dataBytes = 5ULL * 256 * 1024; ///< units with quotes or brackets, numbers, one character
};

/// What the schema lets us expect of an answer, as far as finding it in a text needs to know. Made by the
/// schema library.
struct AnswerExpectation
{
    enum class Root : std::uint8_t { Any, Object, Array, Scalar };

    Root root = Root::Any; ///< what the person gets, after unwrapping
    std::vector<std::string>
        keys; ///< known members of the root object, or of the items of a root array; may be empty
    /// The member that carries the root when it is no object: "items" or "value". The answer may come with or
    /// without it.
    std::optional<std::string> envelope;
    /// The schema's title: {"User": {…}} is unwrapped when "User" is this and no known key. Empty when there
    /// is none.
    std::string title;
    /// The name of the function that was asked for: {"name": "User", "arguments": {…}} is unwrapped when
    /// "User" is this and `arguments` no known key. Empty when there is none.
    std::string function;
};

/// How many things keep a value from being the answer that was asked for, once it is read; 0: it fits.
using MisfitCount = std::function<std::size_t(const Value &)>;

/// How a text is read. Plain struct; default: tolerant, nothing expected.
struct ParseOptions
{
    bool strict = false; ///< RFC 8259 to the letter: no repair at all, one value, white space around it
    /// Look for JSON inside prose, fences and think blocks. False: the text is JSON from its first byte on
    /// (still tolerant).
    bool locate = true;
    ParseLimits limits;
    LoopLimits loop; ///< tolerant reading only
    AnswerExpectation expectation;
    /// Where a text holds several candidates, they are judged by it, closed ones of moderate size only.
    /// Empty: they go by the expectation alone.
    MisfitCount misfits;
};

} // namespace espalier::json
