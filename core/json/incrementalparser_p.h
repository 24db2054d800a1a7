// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/barevalue.h"
#include "json/commajudge.h"
#include "json/incrementalparser.h"
#include "json/memberindex.h"
#include "json/numberscanner.h"
#include "json/quotejudge.h"
#include "json/stringreader.h"
#include "json/wideblank.h"

#include <string>
#include <vector>

namespace espalier::json {

/// So much of a token is kept for its repair: one character more than is shown, to cut at its border.
inline constexpr std::size_t kRepairText = kRepairTextBytes + 4;

/// White space of RFC 8259 section 2.
[[nodiscard]] constexpr bool isJsonBlank(char c) noexcept
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// A byte with which a bare word begins or goes on.
[[nodiscard]] constexpr bool wordTakes(char c) noexcept
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte != 0x7F && c != ',' && c != ']' && c != '}' && c != '"' && c != '`' &&
           c != ';';
}

/// A byte that turns the number or literal before it into a bare word.
[[nodiscard]] constexpr bool extendsScalar(char c) noexcept
{
    return wordTakes(c) && c != '{' && c != '[' && c != '#' && c != '\'' && c != '/';
}

/// The automaton. What it waits for is m_expect (between tokens) and m_token (inside one); every function
/// that reads takes the piece and the index of its first byte and returns the index behind the last one it
/// took. A byte that ends a token without belonging to it is not taken.
///
/// Sources (one class, one file per family of tokens): incrementalparser.cpp drives, parserstructure.cpp
/// knows containers, parserstrings.cpp strings, parserscalars.cpp numbers and literals, parsergroups.cpp
/// what may still belong to those, parserwords.cpp bare words, parserwide.cpp characters beyond ASCII between
/// tokens, parserrepairs.cpp everything else that only the tolerant reader takes.
class IncrementalParser::Private
{
public:
    Private(TreeSink &sink, const ParseOptions &options, std::uint64_t offset);

    std::size_t run(std::string_view bytes);
    void finish();
    /// The moment of an event at `offset`: never before what was looked at or said already.
    std::uint64_t seenAt(std::uint64_t offset) noexcept { return m_seen = offset < m_seen ? m_seen : offset; }

    bool probation = false; ///< the root has yet to prove itself
    bool inProse = false;   ///< more so than at the beginning of a text
    bool exactText = false;
    std::size_t exactDepth = 0;
    bool locate = false; ///< what is no JSON may be prose
    bool endedByFence = false;
    ParseStatus status = ParseStatus::Reading;
    std::uint64_t base; ///< input offset of the piece's first byte
    std::uint64_t repairs = 0;
    std::optional<ParseError> error;

private:
    enum class Expect : std::uint8_t { Value, Item, ItemOrEnd, NextOrEnd, Key, KeyOrEnd, Colon };
    enum class Token : std::uint8_t {
        None,
        String,
        Judging,      ///< behind a quote that may close the string
        JudgingComma, ///< at a comma that may belong to a bare value
        Number,
        LooseNumber,
        NumberSlash, ///< "1/": half of a fraction or the first half of a comment mark
        Literal,
        AfterScalar, ///< a number or literal is known; a word may still grow from it
        Word,
        KeyWord,
        Dots,
        Slash,
        Hash,
        LineComment,
        BlockComment,
        BlockCommentStar,
        Wide, ///< a character beyond ASCII between tokens
        Ticks,
    };
    struct Frame
    {
        Value::Kind kind = Value::Kind::Array;
        NodeId node = kNoNode;
        std::uint32_t rows = 0;
        bool repaired = false;
    };

    /// Bytes that stand in the input in one piece.
    struct HeldPiece
    {
        std::uint64_t base = 0;
        std::string bytes;
    };

    // incrementalparser.cpp
    std::size_t step(std::string_view bytes, std::size_t at);
    void fail(ParseErrorCode code, std::string message, std::uint64_t offset);
    void note(RepairKind kind, std::uint64_t offset, std::string_view text);
    void implausible() noexcept { status = ParseStatus::Implausible; }
    void cutScalar(std::uint64_t end, std::uint64_t at);
    void cutAll(std::uint64_t end, std::uint64_t at);
    [[nodiscard]] std::string pointer() const;

    // parserstructure.cpp
    std::size_t structure(std::string_view bytes, std::size_t at);
    std::size_t wholeKey(std::string_view bytes, std::size_t at);
    bool beginValue(char c, std::uint64_t offset);
    void beginString(std::uint64_t offset, char32_t quote);
    void beginKey(char32_t quote);
    void addNode(Value::Kind kind, std::uint64_t offset, std::uint64_t at, bool quoted = false);
    void openContainer(Value::Kind kind, std::uint64_t offset);
    void closeContainer(std::uint64_t offset);
    void closeTop(NodeState state, std::uint64_t end, std::uint64_t at);
    void closeScalar(std::uint64_t end, std::uint64_t at);
    void afterValue();
    [[nodiscard]] bool inObject() const noexcept
    {
        return !m_frames.empty() && m_frames.back().kind == Value::Kind::Object;
    }

    // parserstrings.cpp
    std::size_t string(std::string_view bytes, std::size_t at);
    std::size_t quoteSeen(std::string_view bytes, std::size_t at);
    std::size_t judge(std::string_view bytes, std::size_t at);
    void hold(std::string_view bytes, std::size_t at);
    void replay();
    void rule(QuoteJudge::Verdict verdict, std::uint64_t seen);
    void quoteCloses(std::uint64_t at);
    void quoteIsContent();
    bool splitAtInnerQuote(std::uint64_t at);
    void noteInnerQuote();
    void wordQuoteRuled(bool closes);
    void stringTooLong(std::uint64_t offset);
    void flushText(std::uint64_t at, std::uint64_t settled);
    void rememberSolid(std::string_view text);

    // parserscalars.cpp
    std::size_t number(std::string_view bytes, std::size_t at);
    std::size_t looseNumberToken(std::string_view bytes, std::size_t at);
    std::size_t numberSlash(std::string_view bytes, std::size_t at);
    std::size_t literal(std::string_view bytes, std::size_t at);
    std::size_t afterScalar(std::string_view bytes, std::size_t at);
    void beginNumber(char c, std::uint64_t offset);
    void beginLiteral(const Literal &literal, char c, std::uint64_t offset);
    void setScalar(Value::Kind kind, std::string_view text, std::uint64_t end, std::uint64_t at);
    void endLooseNumber(std::uint64_t offset);

    // parsergroups.cpp
    std::size_t groupMark(std::string_view bytes, std::size_t at);
    std::size_t judgeComma(std::string_view bytes, std::size_t at);
    void ruleComma(CommaJudge::Verdict verdict, std::uint64_t seen);
    std::size_t wideAfterScalar(std::string_view bytes, std::size_t at);
    void scalarOver(std::uint64_t at);

    // parserwords.cpp
    void beginWord(std::uint64_t offset);
    void becomeWord(std::uint64_t at);
    std::size_t word(std::string_view bytes, std::size_t at);
    std::size_t wordQuote(std::size_t at);
    void appendToWord(char c, std::uint64_t offset);
    void flushWord();
    void keepWordHead(std::string_view character);
    void endWord(std::uint64_t at);
    void beginKeyWord(std::uint64_t offset);
    std::size_t keyWord(std::string_view bytes, std::size_t at);

    // parserrepairs.cpp
    std::size_t lenient(std::string_view bytes, std::size_t at);
    std::size_t lenientValue(char c, std::size_t at);
    std::size_t lenientKey(char c, std::size_t at);
    std::size_t lenientColon(char c, std::size_t at);
    std::size_t lenientNext(char c, std::size_t at);
    std::size_t comma(char c, std::size_t at);
    std::size_t closer(char c, std::size_t at);
    std::size_t nestedWithoutKey(char c, std::size_t at);
    std::size_t junk(char c, std::size_t at);
    void dropMember(std::uint64_t offset);
    void ellipsis();
    [[nodiscard]] bool valueExpected() const noexcept
    {
        return m_expect == Expect::Value || m_expect == Expect::Item || m_expect == Expect::ItemOrEnd;
    }

    // parsercomments.cpp
    std::size_t dots(std::string_view bytes, std::size_t at);
    std::size_t slash(std::string_view bytes, std::size_t at);
    std::size_t hash(std::string_view bytes, std::size_t at);
    std::size_t comment(std::string_view bytes, std::size_t at);
    std::size_t ticks(std::string_view bytes, std::size_t at);

    // parserwide.cpp
    std::size_t wide(std::string_view bytes, std::size_t at);
    std::size_t wideCharacter(char32_t c, std::size_t at);

    TreeSink &m_sink;
    ParseLimits m_limits;
    bool m_strict;
    std::vector<Frame> m_frames;
    MemberIndex m_members;
    Expect m_expect = Expect::Value;
    Token m_token = Token::None;
    NodeId m_node = kNoNode;     ///< the node added last
    std::uint64_t m_seen = 0;    ///< bytes looked at, beyond those taken, by a judge
    std::uint64_t m_commaAt = 0; ///< of the last comma between values
    bool m_commaMissing = false; ///< there was none: a repair of its own
    std::uint64_t m_mark = 0;    ///< offset of the first byte of the token (word, comment, dots …)
    std::string m_text;          ///< the token so far; of a word only what the sink does not have yet
    std::uint64_t m_textEnd = 0; ///< input offset behind it
    std::string m_wordHead;      ///< the first bytes of a word, for its repair
    char m_wordLast = 0;         ///< its last byte
    std::size_t m_grouped = 0;   ///< so many bytes that come belong to the word, commas too
    std::string m_wide;          ///< bytes of a character that is not whole
    const Literal *m_literal = nullptr;
    std::string m_blanks;                ///< behind a scalar or word that may go on
    std::vector<HeldPiece> m_wideBlanks; ///< of those behind a scalar, the ones that need a repair
    std::uint64_t m_wideAt =
        0; ///< offset of the first byte of m_wide; in a word, the end of the text before it
    std::optional<RepairKind> m_scalarRepair; ///< of a scalar that is known, unless it becomes a word
    bool m_scalarRepaired = false;            ///< something in the current scalar was put right
    std::uint64_t m_scalarEnd = 0;            ///< of a scalar that is known and not closed

    StringReader m_string;
    QuoteJudge m_judge;
    CommaJudge m_commaJudge;
    bool m_wordComma = false; ///< it looks at a comma in a bare word, not in a number
    NumberScanner m_number;
    bool m_isKey = false;
    bool m_wordQuote = false;    ///< the judge looks at a quote at the end of a bare word
    std::uint64_t m_quoteAt = 0; ///< of the quote before the judge
    std::uint64_t m_quoteEnd = 0;
    std::vector<HeldPiece> m_held;   ///< what the judge saw in earlier pieces
    std::uint64_t m_stringBytes = 0; ///< decoded so far
    std::string m_key;

    // For a missing end quote that shows only later: what stood before the last quote that was taken as
    // content.
    std::uint64_t m_solidBytes = 0; ///< length of the text without trailing blanks
    char m_solid = 0;               ///< its last character
    bool m_solidLine = false;       ///< a new line is among the trailing blanks
    bool m_innerQuote = false;
    std::string m_innerMark; ///< that quote, while its repair waits for what it turns out to be
    std::uint64_t m_innerAt = 0;
    bool m_innerAfterComma = false; ///< the quote stands where a key could begin
    std::uint64_t m_innerKeep = 0;  ///< length of the text without comma and blanks
    std::string m_innerText;        ///< what came behind that quote
};

} // namespace espalier::json
