// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/ecmatranslator_p.h"

#include "base/ascii.h"

#include <algorithm>

// The structure of a pattern: alternatives, groups, repetition.

namespace espalier::schema {

namespace {

constexpr std::string_view kNoLineEnd = R"([^\x{a}\x{d}\x{2028}\x{2029}])";
constexpr unsigned kMostRepeats = 65'535; // what PCRE2 takes
constexpr std::size_t kMostWeight = 1U << 30U;

} // namespace

std::string pcreCharacter(char32_t code)
{
    if (isSurrogate(code))
        return R"(\p{Cs})";
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    do {
        out.insert(out.begin(), kDigits[code % 16]);
        code /= 16;
    } while (code > 0);
    return R"(\x{)" + out + "}";
}

Result<TranslatedPattern, std::string> Translator::run()
{
    while (m_error.empty() && m_at < m_text.size()) {
        const std::size_t begin = m_at;
        term();
        m_weight += m_at - begin;
    }
    if (m_error.empty() && !m_open.empty())
        fail("a group is not closed");
    // Every repetition empties the groups inside in ECMA-262, and nothing does in PCRE2.
    for (const std::size_t group : m_referred) {
        if (m_repeated[group - 1])
            fail("a reference to a group inside a repetition");
    }
    if (!m_error.empty())
        return m_error + " at byte " + std::to_string(m_at);
    TranslatedPattern out{std::move(m_out), std::nullopt, m_weight};
    if (m_isPlain)
        out.plain = std::move(m_plain);
    return out;
}

void Translator::countGroups()
{
    bool inClass = false;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        const char c = m_text[i];
        if (c == '\\') {
            ++i;
        } else if (inClass) {
            inClass = c != ']';
        } else if (c == '[') {
            inClass = true;
        } else if (c == '(') {
            const std::string_view rest = m_text.substr(i + 1);
            const bool named = rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!");
            if (named)
                m_names.push_back(rest.substr(2, std::min(rest.find('>'), rest.size()) - 2));
            else if (!rest.starts_with("?"))
                m_names.emplace_back();
        }
    }
}

void Translator::write(const Atom &atom)
{
    m_repeatable = true;
    if (!atom.set.empty()) {
        complex();
        m_out.append("[").append(atom.set).append("]");
        return;
    }
    if (m_plain.atEnd)
        complex();
    if (isSurrogate(atom.code))
        complex();
    json::appendUtf8(m_plain.text, atom.code);
    m_out.append(pcreCharacter(atom.code));
}

void Translator::term()
{
    const char c = m_text[m_at];
    if (c != '*' && c != '+' && c != '?' && c != '{')
        m_closed.reset();
    switch (c) {
    case '^':
        m_isPlain = m_isPlain && m_at == 0;
        m_plain.atBegin = true;
        m_out.append("^");
        m_repeatable = false;
        ++m_at;
        break;
    case '$':
        m_plain.atEnd = true;
        m_out.append("\\z");
        m_repeatable = false;
        ++m_at;
        break;
    case '|':
        complex();
        m_out.append("|");
        m_repeatable = false;
        ++m_at;
        break;
    case '.':
        complex();
        m_out.append(kNoLineEnd);
        m_repeatable = true;
        ++m_at;
        break;
    case '(':
        complex();
        group();
        break;
    case ')':
        closeGroup();
        break;
    case '[':
        complex();
        characterClass();
        break;
    case '*':
    case '+':
    case '?':
        complex();
        quantifier();
        break;
    case '{':
        quantifier();
        break;
    case '\\':
        escape();
        break;
    default:
        write({takeCharacter(), {}});
    }
}

/// RegExpIdentifierName (ECMA-262, section 22.2.1), whose letters beyond ASCII and escapes are taken unseen.
static bool isGroupName(std::string_view name)
{
    static constexpr std::string_view kAlso = "_$\\{}";
    return !name.empty() && !isAsciiDigit(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
        return isAsciiAlpha(c) || isAsciiDigit(c) || static_cast<unsigned char>(c) >= 0x80 ||
               kAlso.find(c) != std::string_view::npos;
    });
}

void Translator::closeGroup()
{
    if (m_open.empty())
        return fail("a group ends that never began");
    m_closed = m_open.back();
    m_open.pop_back();
    if (m_closed->number > 0)
        m_ended[m_closed->number - 1] = true;
    m_out.append(")");
    m_repeatable = !m_closed->looksBehind;
    ++m_at;
}

void Translator::group()
{
    m_repeatable = false;
    m_open.push_back({0, m_seen, m_weight, at("(?<=") || at("(?<!")});
    for (const std::string_view kind : {"(?:", "(?=", "(?!", "(?<=", "(?<!"}) {
        if (take(kind)) {
            m_out.append(kind);
            return;
        }
    }
    if (take("(?<")) {
        const std::string_view name = m_seen < m_names.size() ? m_names[m_seen] : std::string_view();
        const auto same = std::count(m_names.begin(), m_names.end(), name);
        const std::string_view rest =
            m_text.substr(m_at); // names are found ahead, and this may be none of them
        if (!isGroupName(name) || !rest.starts_with(name) || rest.substr(name.size(), 1) != ">" || same > 1)
            return fail("the name of a group is malformed or taken");
        m_at += name.size() + 1;
    } else if (at("(?")) {
        return fail("a kind of group that is unknown");
    } else {
        ++m_at;
    }
    m_open.back().number = ++m_seen;
    m_ended.resize(std::max(m_ended.size(), m_seen), false);
    m_repeated.resize(m_ended.size(), false);
    m_out.append("(");
}

std::optional<unsigned> Translator::number()
{
    std::optional<unsigned> out;
    for (; m_at < m_text.size() && isAsciiDigit(m_text[m_at]); ++m_at)
        out = std::min(out.value_or(0) * 10 + static_cast<unsigned>(m_text[m_at] - '0'), kMostRepeats + 1);
    return out;
}

/// {2}, {2,} or {2,3}; false, and nothing taken, when it is none of them.
bool Translator::bounds(std::string &out)
{
    const std::size_t begin = m_at++;
    const std::optional<unsigned> least = number();
    const bool comma = least && take(",");
    const std::optional<unsigned> most = comma ? number() : least;
    if (!least || !take("}")) {
        m_at = begin;
        return false;
    }
    if (*least > kMostRepeats || most.value_or(0) > kMostRepeats)
        fail("a count is larger than 65535");
    if (most && *most < *least)
        fail("the counts are out of order");
    m_times = std::max(*least + (comma && !most ? 1 : 0), most.value_or(1));
    out = "{" + std::to_string(*least) + (comma ? "," : "") +
          (comma && most ? std::to_string(*most) : std::string()) + "}";
    return true;
}

/// Groups that capture inside `group`.
void Translator::markRepeated(const Group &group)
{
    for (std::size_t i = group.before + (group.number > 0 ? 1 : 0); i < m_seen; ++i)
        m_repeated[i] = true;
}

void Translator::quantifier()
{
    std::string written(1, m_text[m_at]);
    m_times = 1;
    if (m_text[m_at] != '{') {
        ++m_at;
    } else if (!bounds(written)) {
        ++m_at;
        return write({U'{', {}});
    }
    complex();
    if (!m_repeatable)
        return fail("there is nothing to repeat");
    m_out.append(written);
    if (m_closed && m_times > 1) // written out that often; a single character is not
        m_weight = std::min(m_closed->weight + (m_weight - m_closed->weight) * m_times, kMostWeight);
    if (m_closed && written != "?" && written != "{0,1}" && written != "{1}")
        markRepeated(*m_closed);
    if (take("?"))
        m_out.append("?");
    m_repeatable = false;
}

Result<TranslatedPattern, std::string> translatePattern(std::string_view ecma)
{
    return Translator(ecma).run();
}

} // namespace espalier::schema
