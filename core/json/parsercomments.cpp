// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/incrementalparser_p.h"

#include "base/ascii.h"

namespace espalier::json {

std::size_t IncrementalParser::Private::dots(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    if (c == '.') {
        m_text.push_back(c);
        return at + 1;
    }
    m_token = Token::None;
    if (m_text.size() > 1) {
        ellipsis();
        return at;
    }
    if (isAsciiDigit(c) && m_expect != Expect::NextOrEnd && valueExpected()) {
        m_number = {};
        beginNumber('.', m_mark);
        return at;
    }
    note(RepairKind::Prose, m_mark, m_text);
    return at;
}

void IncrementalParser::Private::ellipsis()
{
    note(RepairKind::Ellipsis, m_mark, m_text);
    m_commaMissing = true; // the comma before it is part of it
}

std::size_t IncrementalParser::Private::slash(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    if (c == '/' || c == '*') {
        m_text = std::string("/") + c;
        m_token = c == '/' ? Token::LineComment : Token::BlockComment;
        return at + 1;
    }
    m_token = Token::None;
    if (valueExpected() && wordTakes(c) && !probation && !m_frames.empty()) {
        beginWord(m_mark);
        appendToWord('/', m_mark);
        return at;
    }
    if (probation)
        implausible();
    else
        note(RepairKind::Prose, m_mark, "/");
    return at;
}

/// `# comment`, but `#fff` where a value is due.
std::size_t IncrementalParser::Private::hash(std::string_view bytes, std::size_t at)
{
    if (valueExpected() && inObject() && wordTakes(bytes[at])) {
        beginWord(m_mark);
        appendToWord('#', m_mark);
        return at;
    }
    if (probation && inProse && !isAsciiSpace(bytes[at])) {
        implausible(); // "[#1]"
        return at;
    }
    m_text = "#";
    m_token = Token::LineComment;
    return at;
}

std::size_t IncrementalParser::Private::comment(std::string_view bytes, std::size_t at)
{
    const char c = bytes[at];
    bool over = false;
    if (m_token == Token::LineComment) {
        over = c == '\n';
    } else {
        over = m_token == Token::BlockCommentStar && c == '/';
        m_token = c == '*' ? Token::BlockCommentStar : Token::BlockComment;
    }
    if (m_text.size() < kRepairText && c != '\n')
        m_text.push_back(c);
    if (over) {
        m_token = Token::None;
        note(RepairKind::Comment, m_mark, m_text);
    }
    return at + 1;
}

std::size_t IncrementalParser::Private::ticks(std::string_view bytes, std::size_t at)
{
    if (bytes[at] != '`') {
        m_token = Token::None;
        note(RepairKind::Prose, m_mark, m_text);
        return at;
    }
    m_text.push_back('`');
    if (m_text.size() < 3)
        return at + 1;
    m_token = Token::None;
    while (!m_frames.empty()) {
        note(RepairKind::MissingCloser, m_mark, inObject() ? "}" : "]");
        closeTop(NodeState::Repaired, m_mark, seenAt(base + at + 1));
    }
    status = ParseStatus::Done;
    endedByFence = true;
    return at + 1;
}

} // namespace espalier::json
