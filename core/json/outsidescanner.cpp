// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/outsidescanner.h"

#include "base/ascii.h"
#include "json/thinktag.h"
#include "json/utf8.h"
#include "json/wideblank.h"

#include <algorithm>

namespace espalier::json {

namespace {

constexpr std::size_t kTextLimit = kRepairTextBytes + 4; // one character more, to cut at its border
constexpr std::size_t kQuotePatience = 64;
bool startsScalar(char c) noexcept
{
    return c == '"' || c == '\'' || isAsciiDigit(c) || c == '-' || c == 't' || c == 'f' || c == 'n' ||
           c == 'T' || c == 'F' || c == 'N';
}

} // namespace

void OutsideScanner::stretch(Stretch kind, std::string_view text, std::uint64_t offset)
{
    m_stretch.add(kind, text, offset);
    if (kind != Stretch::Comment && kind != Stretch::Blanks)
        m_fresh = false;
    if (kind > Stretch::Comment)
        m_quiet = false;
}

void OutsideScanner::endStretch()
{
    m_stretch.end(m_repairs);
}

void OutsideScanner::accepted()
{
    endStretch();
}

void OutsideScanner::rejected(std::string_view text, std::uint64_t offset)
{
    stretch(Stretch::Prose, text, offset);
}

void OutsideScanner::spoilt(std::string_view text, std::uint64_t offset)
{
    m_stretch.prepend(text, offset);
    m_answered = false;
}

OutsideScanner::Event OutsideScanner::scan(std::string_view bytes, std::size_t &at, std::uint64_t base)
{
    m_prefix.clear();
    while (at < bytes.size()) {
        Event event = Event::PieceEnd;
        bool take = true;
        if (m_mode == Mode::Text)
            event = text(bytes[at], base + at, take);
        else
            take = inMode(bytes[at], base + at, event);
        at += take ? 1 : 0;
        if (m_watch && proseBefore()) {
            m_watch = false;
            return Event::Prose;
        }
        if (event != Event::PieceEnd)
            return event;
    }
    return Event::PieceEnd;
}

/// Plain text. `take`: the byte belongs to it; otherwise it is looked at again in the mode that was entered.
OutsideScanner::Event OutsideScanner::text(char c, std::uint64_t offset, bool &take)
{
    if (isAsciiSpace(c)) {
        m_lineStart = m_lineStart || c == '\n';
        m_stretch.addBlank(c);
        return Event::PieceEnd;
    }
    const bool lineStart = m_lineStart;
    m_lineStart = false;
    m_markAt = offset;
    m_candidateAt = offset;
    const auto enter = [&](Mode mode) {
        m_mark.clear();
        m_mode = mode;
        take = false;
        return Event::PieceEnd;
    };
    if (c == '{' || c == '[') {
        m_doubtful = false; // what began before it is a fence around it
        take = false;
        return Event::Container;
    }
    if (m_doubtful && !mayBeginWideBlank(c))
        fenceClosed();
    if (c == '`')
        return enter(Mode::Ticks);
    if (c == '<') {
        m_tagOpens = lineStart;
        return enter(Mode::Tag);
    }
    if (c == '/' && m_quiet)
        return enter(Mode::Slash);
    if (offset < kByteOrderMark.size() && c == kByteOrderMark[static_cast<std::size_t>(offset)])
        return enter(Mode::Mark);
    if (mayBeginWideBlank(c) && !proseBefore()) {
        m_lineStart = lineStart;
        return enter(Mode::Blank);
    }
    if (m_fresh && !m_answered && startsScalar(c)) {
        if (m_scalars == Scalars::All) {
            take = false;
            return Event::Scalar;
        }
        if (c == '"')
            return enter(Mode::Quote);
    }
    if (c == ',' || c == ';')
        stretch(m_answered ? Stretch::Commas : Stretch::Prose, {&c, 1}, offset);
    else if (c == '}' || c == ']')
        stretch(m_answered ? Stretch::Closers : Stretch::Prose, {&c, 1}, offset);
    else
        stretch(Stretch::Prose, {&c, 1}, offset);
    return Event::PieceEnd;
}

/// One byte inside a mark; false when it has to be looked at again.
bool OutsideScanner::inMode(char c, std::uint64_t offset, Event &event)
{
    switch (m_mode) {
    case Mode::Text:
        return false;
    case Mode::Mark:
        if (offset < kByteOrderMark.size() && c == kByteOrderMark[static_cast<std::size_t>(offset)]) {
            m_mark.push_back(c);
            m_mode = m_mark.size() == kByteOrderMark.size() ? Mode::Text : Mode::Mark;
            m_lineStart = true;
            return true;
        }
        giveBack();
        return false;
    case Mode::Blank:
        return blank(c);
    case Mode::Ticks:
        if (c == '`') {
            m_mark.push_back(c);
            return true;
        }
        if (m_mark.size() >= 3)
            fence();
        else
            giveBack();
        return false;
    case Mode::FenceInfo:
        if (c == '\n' || c == '{' || c == '[') {
            fenceInfoOver();
            return false;
        }
        if (m_mark.size() < kTextLimit)
            m_mark.push_back(c);
        return true;
    case Mode::FenceRest:
        if (c == '`')
            return true;
        m_mode = Mode::Text;
        return false;
    case Mode::Tag:
        return tag(c, event);
    case Mode::Think:
        return think(c);
    case Mode::Slash:
    case Mode::LineComment:
    case Mode::BlockComment:
    case Mode::BlockCommentStar:
        return comment(c, offset);
    case Mode::Quote:
        return quote(c, event);
    }
    return true;
}

/// A character beyond ASCII that may be a blank. Others are prose.
bool OutsideScanner::blank(char c)
{
    const WideBlank match = wideBlank(m_mark + c);
    if (match == WideBlank::No) {
        m_lineStart = false;
        if (m_doubtful)
            fenceClosed();
        giveBack();
        return false;
    }
    m_mark.push_back(c);
    if (match == WideBlank::Yes) {
        m_mode = Mode::Text;
        stretch(Stretch::Blanks, m_mark, m_markAt);
    }
    return true;
}

/// What looked like a mark is prose.
void OutsideScanner::giveBack()
{
    m_mode = Mode::Text;
    stretch(Stretch::Prose, m_mark, m_markAt);
}

bool OutsideScanner::tag(char c, Event &event)
{
    const TagMatch match = matchThinkTag(m_mark + asciiLower(c));
    const bool stray = (match == TagMatch::Opens && !m_tagOpens) || (match == TagMatch::Closes && m_strayTag);
    if (match == TagMatch::No || stray) {
        m_strayTag = stray ? match == TagMatch::Opens : m_strayTag;
        giveBack();
        return false;
    }
    m_mark.push_back(asciiLower(c));
    if (match == TagMatch::Maybe)
        return true;
    if (match == TagMatch::Opens) {
        endStretch();
        m_repairs.addOutside(RepairKind::ThinkBlock, m_markAt, m_mark);
        m_mark.clear();
        m_mode = Mode::Think;
        return true;
    }
    m_repairs.dropOutside();
    m_watch = false;
    m_repairs.addOutside(RepairKind::ThinkBlock, m_markAt, m_mark);
    m_stretch.forget();
    m_inFence = false;
    m_unfenced = false;
    m_answered = false;
    m_fresh = true;
    m_quiet = true;
    m_lineStart = true;
    m_mode = Mode::Text;
    event = Event::Thought;
    return true;
}

/// Inside a think block nothing counts but its end.
bool OutsideScanner::think(char c)
{
    const char lower = asciiLower(c);
    const TagMatch match = matchThinkTag(m_mark + lower);
    if (match == TagMatch::Closes) {
        m_fresh = !m_answered;
        m_quiet = true;
        m_lineStart = true;
        m_mode = Mode::Text;
    } else if (match == TagMatch::Maybe) {
        m_mark.push_back(lower);
    } else {
        m_mark = lower == '<' ? "<" : "";
    }
    return true;
}

bool OutsideScanner::comment(char c, std::uint64_t offset)
{
    const bool over =
        (m_mode == Mode::LineComment && c == '\n') || (m_mode == Mode::BlockCommentStar && c == '/');
    switch (m_mode) {
    case Mode::Slash:
        if (m_mark.empty()) {
            m_mark = "/";
            return true;
        }
        if (c != '/' && c != '*') {
            giveBack();
            return false;
        }
        m_mode = c == '/' ? Mode::LineComment : Mode::BlockComment;
        stretch(Stretch::Comment, "/", m_markAt);
        break;
    case Mode::BlockComment:
    case Mode::BlockCommentStar:
        m_mode = c == '*' ? Mode::BlockCommentStar : Mode::BlockComment;
        break;
    default:
        break;
    }
    stretch(Stretch::Comment, {&c, 1}, offset);
    if (over) {
        m_mode = Mode::Text;
        m_lineStart = m_lineStart || c == '\n';
    }
    return true;
}

/// `"{\` or `"[1`: a string that holds JSON. `"{"`: a quote before JSON.
bool OutsideScanner::quote(char c, Event &event)
{
    const bool bracketCame = m_mark.find_first_of("{[") != std::string::npos;
    if (m_mark.empty() || (isAsciiSpace(c) && m_mark.size() < kQuotePatience) ||
        (!bracketCame && (c == '{' || c == '['))) {
        m_mark.push_back(c);
        return true;
    }
    m_mode = Mode::Text;
    if (!bracketCame) {
        giveBack();
        return false;
    }
    const std::size_t bracket = m_mark.find_first_of("{[");
    if (c == '"' || c == '\'') {
        stretch(Stretch::Prose, m_mark.substr(0, bracket), m_markAt);
        m_prefix = m_mark.substr(bracket);
        m_candidateAt = m_markAt + bracket;
        event = Event::Container;
    } else {
        m_prefix = m_mark;
        m_candidateAt = m_markAt;
        event = Event::Scalar;
    }
    return false;
}

void OutsideScanner::finish()
{
    const bool ticks = m_mode == Mode::Ticks && m_mark.size() >= 3;
    const bool half = (m_mode == Mode::Ticks && !ticks) || m_mode == Mode::Tag || m_mode == Mode::Slash ||
                      m_mode == Mode::Quote || m_mode == Mode::Mark || m_mode == Mode::Blank;
    if (m_mode == Mode::FenceInfo || (ticks && !m_inFence))
        m_repairs.addOutside(RepairKind::Fence, m_markAt, m_mark);
    else if (half)
        giveBack();
    endStretch();
}

} // namespace espalier::json
