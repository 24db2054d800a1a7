// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser.h"

#include "base/ascii.h"
#include "json/incrementalparser_p.h"
#include "json/pointer.h"

#include <algorithm>

namespace espalier::json {

IncrementalParser::Private::Private(TreeSink &sink, const ParseOptions &options, std::uint64_t offset)
    : locate(options.locate && !options.strict)
    , base(offset)
    , m_sink(sink)
    , m_limits(options.limits)
    , m_strict(options.strict)
{
}

std::size_t IncrementalParser::Private::run(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size() && status == ParseStatus::Reading)
        at = step(bytes, at);
    if (status == ParseStatus::Failed)
        cutAll(error->offset, error->offset + 1);
    base += at;
    return at;
}

std::size_t IncrementalParser::Private::step(std::string_view bytes, std::size_t at)
{
    switch (m_token) {
    case Token::None:
        return structure(bytes, at);
    case Token::String:
        return string(bytes, at);
    case Token::Judging:
        return judge(bytes, at);
    case Token::JudgingComma:
        return judgeComma(bytes, at);
    case Token::Number:
        return number(bytes, at);
    case Token::LooseNumber:
        return looseNumberToken(bytes, at);
    case Token::NumberSlash:
        return numberSlash(bytes, at);
    case Token::Literal:
        return literal(bytes, at);
    case Token::AfterScalar:
        return afterScalar(bytes, at);
    case Token::Word:
        return word(bytes, at);
    case Token::KeyWord:
        return keyWord(bytes, at);
    case Token::Dots:
        return dots(bytes, at);
    case Token::Slash:
        return slash(bytes, at);
    case Token::Hash:
        return hash(bytes, at);
    case Token::LineComment:
    case Token::BlockComment:
    case Token::BlockCommentStar:
        return comment(bytes, at);
    case Token::Wide:
        return wide(bytes, at);
    case Token::Ticks:
        return ticks(bytes, at);
    }
    return at;
}

/// What is open when the text ends.
void IncrementalParser::Private::cutScalar(std::uint64_t end, std::uint64_t at)
{
    switch (m_token) {
    case Token::Number:
        if (m_frames.empty() && m_number.complete()) {
            setScalar(Value::Kind::Number, m_text, end, at);
            return;
        }
        m_sink.close(m_node, NodeState::Cut, end, seenAt(at));
        break;
    case Token::LooseNumber:
        if (m_frames.empty() && isAsciiDigit(m_text.back())) {
            endLooseNumber(end);
            return;
        }
        [[fallthrough]];
    case Token::NumberSlash:
    case Token::Literal:
        m_sink.close(m_node, NodeState::Cut, end, seenAt(at));
        break;
    case Token::String:
        noteInnerQuote();
        if (!m_isKey)
            m_sink.close(m_node, NodeState::Cut, end, seenAt(at));
        break;
    case Token::Word:
        flushWord();
        note(RepairKind::UnquotedString, m_mark, m_wordHead);
        m_sink.close(m_node, NodeState::Cut, end, seenAt(at));
        break;
    case Token::AfterScalar:
        scalarOver(at);
        break;
    default:
        break;
    }
}

void IncrementalParser::Private::finish()
{
    while (status == ParseStatus::Reading) {
        if (m_token == Token::Judging)
            rule(m_judge.end(), base);
        else if (m_token == Token::JudgingComma)
            ruleComma(m_commaJudge.end(), base);
        else
            break;
        replay();
    }
    if (status != ParseStatus::Reading)
        return;
    const bool complete = m_token == Token::AfterScalar || (m_token == Token::Number && m_number.complete());
    if (m_strict && !(complete && m_frames.empty())) {
        fail(ParseErrorCode::UnexpectedEnd, "the text ends inside a value", base);
        cutAll(base, base);
        return;
    }
    cutScalar(base, base);
    if (status == ParseStatus::Done)
        return;
    status = ParseStatus::Cut;
    cutAll(base, base);
}

void IncrementalParser::Private::cutAll(std::uint64_t end, std::uint64_t at)
{
    const ParseStatus final = status;
    if (final == ParseStatus::Failed)
        cutScalar(end, at);
    m_token = Token::None;
    while (!m_frames.empty())
        closeTop(NodeState::Cut, end, seenAt(at));
    status = final;
}

std::string IncrementalParser::Private::pointer() const
{
    std::string out;
    std::size_t level = 0;
    for (const Frame &frame : m_frames) {
        const bool object = frame.kind == Value::Kind::Object;
        if (frame.rows > 0 && object)
            appendToken(out, m_members.lastKey(level));
        else if (frame.rows > 0)
            appendToken(out, static_cast<std::size_t>(frame.rows - 1));
        level += object ? 1 : 0;
    }
    return out;
}

void IncrementalParser::Private::fail(ParseErrorCode code, std::string message, std::uint64_t offset)
{
    offset = std::max(offset, m_seen - std::min<std::uint64_t>(m_seen, 1)); // never before what was looked at
    status = ParseStatus::Failed;
    if (!error)
        error = ParseError{code, std::move(message), offset, 1, 1, pointer()};
}

void IncrementalParser::Private::note(RepairKind kind, std::uint64_t offset, std::string_view text)
{
    if (++repairs <= m_limits.repairs)
        m_sink.repair(kind, offset, text);
    const bool scalar = m_token == Token::Number || m_token == Token::LooseNumber ||
                        m_token == Token::Literal || m_token == Token::AfterScalar ||
                        m_token == Token::Word ||
                        ((m_token == Token::String || m_token == Token::Judging) && !m_isKey);
    if (scalar)
        m_scalarRepaired = true;
    else if (!m_frames.empty())
        m_frames.back().repaired = true;
}

IncrementalParser::IncrementalParser(TreeSink &sink, const ParseOptions &options, std::uint64_t offset)
    : d(std::make_unique<Private>(sink, options, offset))
{
}

IncrementalParser::~IncrementalParser() = default;
IncrementalParser::IncrementalParser(IncrementalParser &&) noexcept = default;
IncrementalParser &IncrementalParser::operator=(IncrementalParser &&) noexcept = default;

void IncrementalParser::setProbation(bool inProse)
{
    d->probation = true;
    d->inProse = inProse;
}

void IncrementalParser::setExactText(std::size_t depth)
{
    d->exactText = true;
    d->exactDepth = depth;
}

std::size_t IncrementalParser::feed(std::string_view bytes)
{
    return d->run(bytes);
}

void IncrementalParser::seek(std::uint64_t offset, std::uint64_t seen)
{
    d->base = offset;
    d->seenAt(seen);
}

void IncrementalParser::finish()
{
    d->finish();
}

ParseStatus IncrementalParser::status() const noexcept
{
    return d->status;
}

bool IncrementalParser::plausible() const noexcept
{
    return !d->probation;
}

bool IncrementalParser::endedByFence() const noexcept
{
    return d->endedByFence;
}

std::uint64_t IncrementalParser::repairCount() const noexcept
{
    return d->repairs;
}

const std::optional<ParseError> &IncrementalParser::error() const noexcept
{
    return d->error;
}

} // namespace espalier::json
