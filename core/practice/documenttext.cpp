// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/documenttext.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace espalier::practice {

namespace {

// Openers of an instruction. The first group asks to read what follows; the second may hold the values
// itself.
constexpr std::string_view readingVerbs[] = {
    "extract",   "read",     "find",          "identify", "parse",    "get",        "list",      "return",
    "give",      "collect",  "analyse",       "analyze",  "detect",   "recognise",  "recognize", "pull",
    "use",       "answer",   "output",        "convert",  "fill",     "please",     "given the", "you are",
    "your task", "from the", "the following", "here is",  "here are", "extrahiere", "lies",      "finde",
    "gib",       "bitte",    "nenne",         "suche",    "erfasse",  "keep",       "respond"};
constexpr std::string_view makingVerbs[] = {
    "create",  "make",     "generate",   "build",     "write",   "draft",  "describe",
    "show",    "tell",     "summarise",  "summarize", "prepare", "turn",   "erstelle",
    "erzeuge", "schreibe", "beschreibe", "design",    "produce", "set up", "configure"};
// Words by which an instruction points at the text or at the form of the answer.
constexpr std::string_view pointers[] = {"text",      "document", "above", "below",   "following",
                                         "schema",    "json",     "field", "extract", "code block",
                                         "codeblock", "fence",    "```",   "object",  "message"};

template <std::size_t N>
std::string_view opener(std::string_view text, const std::string_view (&verbs)[N])
{
    const std::string lowered = asciiLower(text.substr(0, 24));
    for (const std::string_view verb : verbs) {
        const std::size_t size = verb.size();
        if (lowered.compare(0, size, verb) == 0 && (lowered.size() == size || !isAsciiAlpha(lowered[size])))
            return text.substr(0, size);
    }
    return {};
}

bool pointsAtText(std::string_view text)
{
    const std::string lowered = asciiLower(text);
    return std::any_of(std::begin(pointers), std::end(pointers),
                       [&](std::string_view word) { return lowered.find(word) != std::string::npos; });
}

/// Digits or capitalised words behind the first one: the text may hold values.
bool mayHoldValues(std::string_view text)
{
    bool first = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isAsciiDigit(text[i]))
            return true;
        const bool begins = i == 0 || !isAsciiAlpha(text[i - 1]);
        const bool capital = text[i] >= 'A' && text[i] <= 'Z';
        const bool acronym = i + 1 < text.size() && text[i + 1] >= 'A' && text[i + 1] <= 'Z';
        if (begins && capital && !acronym && !first)
            return true;
        if (isAsciiAlpha(text[i]))
            first = false;
    }
    return false;
}

/// Two words before a colon are a label ("List price:"), one that asks to read is an order ("Extract:"), and
/// so are many.
bool isLabel(std::string_view head)
{
    const auto blanks = std::count(head.begin(), head.end(), ' ');
    return blanks == 1 || (blanks == 0 && opener(head, readingVerbs).empty());
}

std::size_t paragraphEnd(std::string_view text)
{
    for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
        const std::size_t next = text.find_first_not_of(" \t\r", i + 1);
        if (next == std::string_view::npos || text[next] == '\n')
            return i;
    }
    return text.size();
}

/// What stands between an opening and a closing mark, when the whole document is marked off so.
std::string_view marked(std::string_view text)
{
    static constexpr std::array<std::string_view, 2> marks[] = {
        {"<document>", "</document>"}, {"<text>", "</text>"}, {"<input>", "</input>"}, {"\"\"\"", "\"\"\""}};
    for (const auto &[open, close] : marks) {
        const std::size_t begin = text.find(open);
        if (begin == std::string_view::npos)
            continue;
        const std::size_t end = text.rfind(close);
        if (end != std::string_view::npos && end >= begin + open.size())
            return trimmed(text.substr(begin + open.size(), end - begin - open.size()));
    }
    return {};
}

std::string_view withoutTail(std::string_view text)
{
    constexpr std::size_t longest = 600;
    for (;;) {
        std::size_t begin = std::min(text.rfind("\n\n"), text.rfind("\n\r\n"));
        if (begin == std::string_view::npos)
            begin = text.rfind('\n');
        if (begin == std::string_view::npos)
            return text;
        const std::string_view tail = trimmed(text.substr(begin));
        const bool instruction = !opener(tail, readingVerbs).empty() || !opener(tail, makingVerbs).empty();
        if (tail.size() > longest || !instruction || !pointsAtText(tail) ||
            trimmed(text.substr(0, begin)).empty())
            return text;
        text = trimmed(text.substr(0, begin));
    }
}

/// The text behind an instruction at the front, or the text itself.
std::string_view withoutHead(std::string_view text)
{
    const bool reading = !opener(text, readingVerbs).empty();
    if (!reading && opener(text, makingVerbs).empty())
        return text;
    const std::string_view paragraph = text.substr(0, paragraphEnd(text));
    const std::string_view behind = trimmed(text.substr(paragraph.size()));
    for (std::size_t i = 0; i + 1 < paragraph.size(); ++i) {
        const bool ends = paragraph[i] == ':' || paragraph[i] == '.' || paragraph[i] == '\n';
        if (!ends || (paragraph[i] != '\n' && !isAsciiSpace(paragraph[i + 1])))
            continue;
        const std::string_view head = paragraph.substr(0, i);
        if (mayHoldValues(head) || (paragraph[i] == ':' && isLabel(head)))
            break;
        return trimmed(text.substr(i + 1));
    }
    if (!behind.empty() && (reading || !mayHoldValues(paragraph)))
        return behind;
    return text;
}

/// "Create a profile for …" → "a profile for …". A name or label behind the verb shows that it is none.
std::string_view withoutVerb(std::string_view text)
{
    const std::string_view making = opener(text, makingVerbs);
    const std::string_view verb = making.empty() ? opener(text, readingVerbs) : making;
    const std::string_view behind = text.substr(verb.size());
    const std::size_t colon = text.find(':');
    const bool label = colon != std::string_view::npos &&
                       std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), ' ') < 3;
    const bool order = !label && !verb.empty() && behind.size() > 1 && behind[0] == ' ' && behind[1] >= 'a' &&
                       behind[1] <= 'z';
    return order ? trimmed(behind) : text;
}

} // namespace

std::string documentIn(std::string_view message)
{
    std::string_view text = trimmed(message);
    if (const std::string_view inner = marked(text); !inner.empty())
        return std::string(inner);
    text = withoutTail(text);
    for (std::string_view before; before.size() != text.size();) {
        before = text;
        text = withoutHead(text);
    }
    if (text.size() == trimmed(message).size())
        text = withoutVerb(text);
    return std::string(text);
}

} // namespace espalier::practice
