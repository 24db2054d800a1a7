// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/memberindex.h"
#include "json/numberscanner.h"
#include "json/parseerror.h"
#include "json/parseoptions.h"
#include "json/stringreader.h"
#include "json/treesink.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::json {

/// Parses one JSON value from bytes that come in pieces: a push-down automaton with an explicit stack.
///
/// Usage: feed() until done() or error(), finish() when the text has ended.
/// Splits: any cut of the bytes gives the same calls of the sink, but for the borders between append() calls.
/// Work: O(1) amortised a byte, no recursion. Memory: O(depth) and the keys of the open objects.
class IncrementalParser
{
public:
    /// `sink` must outlive the parser. `offset`: input offset of the first byte that will be fed.
    IncrementalParser(TreeSink &sink, const ParseOptions &options, std::uint64_t offset = 0);

    /// Takes bytes up to the end of the value; how many. A root number ends before the byte that ends it.
    std::size_t feed(std::string_view bytes);
    /// The text has ended: a root number is complete, everything else that is open is closed as Cut (strict:
    /// an error).
    void finish();

    /// The root is closed.
    [[nodiscard]] bool done() const noexcept { return m_expect == Expect::Nothing; }
    /// Line and column are not set here.
    [[nodiscard]] const std::optional<ParseError> &error() const noexcept { return m_error; }

private:
    enum class Expect : std::uint8_t { Value, ItemOrEnd, NextOrEnd, KeyOrEnd, Key, Colon, Nothing };
    enum class Token : std::uint8_t { None, String, Number, Literal };
    struct Frame
    {
        Value::Kind kind = Value::Kind::Array;
        NodeId node = kNoNode;
        std::uint32_t rows = 0;
    };

    std::size_t structure(std::string_view bytes, std::size_t at);
    std::size_t string(std::string_view bytes, std::size_t at);
    std::size_t number(std::string_view bytes, std::size_t at);
    std::size_t literal(std::string_view bytes, std::size_t at);
    void beginValue(char c, std::uint64_t offset);
    void openContainer(Value::Kind kind, std::uint64_t offset);
    void closeContainer(char c, std::uint64_t offset);
    void next(char c, std::uint64_t offset);
    void addNode(Value::Kind kind, std::uint64_t offset);
    void endScalar(Value::Kind kind, std::uint64_t end, std::uint64_t at);
    void flushText(std::uint64_t at);
    void afterValue();
    bool fail(ParseErrorCode code, std::string_view message, std::uint64_t offset);
    [[nodiscard]] std::string pointer() const;

    TreeSink &m_sink;
    ParseLimits m_limits;
    std::uint64_t m_base;
    std::vector<Frame> m_frames;
    MemberIndex m_members;
    Expect m_expect = Expect::Value;
    Token m_token = Token::None;
    NodeId m_lastNode = kNoNode;
    StringReader m_string;
    bool m_isKey = false;
    std::uint64_t m_stringBytes = 0;
    std::string m_key;
    NumberScanner m_number;
    std::string m_text;
    std::string_view m_literal;
    std::optional<ParseError> m_error;
};

} // namespace espalier::json
