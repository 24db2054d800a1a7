// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/codepattern_p.h"

#include "schema/codealso_p.h"
#include "schema/codeporter_p.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>

// The structure of a pattern: alternatives, groups, repetition.

namespace espalier::schema {

namespace {

constexpr std::size_t kLongest = 2000;
constexpr std::size_t kDeepest = 40;
constexpr std::uint64_t kMostUsual = 4000; ///< states, roughly, that pydantic's engine takes without refusing
constexpr std::uint64_t kMostCount = 100000;
constexpr std::string_view kNoLineBreak = R"((?!\n))";
constexpr std::string_view kNoLineEnd = R"([^\n\r\u2028\u2029])";
// Words are of ASCII alone in ECMA-262.
constexpr std::string_view kWordEdge =
    R"((?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_])))";
constexpr std::string_view kNoWordEdge =
    R"((?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_])))";

} // namespace

PythonPattern Porter::port()
{
    if (m_left.size() > kLongest)
        return {};
    readNames();
    m_open.push_back({0, 1, 0});
    while (!m_left.empty() && m_possible)
        step();
    const bool unclear = std::any_of(m_referred.begin(), m_referred.end(),
                                     [this](std::size_t group) { return m_repeated[group - 1]; });
    if (!m_possible || unclear || m_open.size() != 1 || (m_python && m_categories))
        return {};
    const bool usual = !m_python && m_open.front().cost <= kMostUsual;
    if (!usual && m_categories)
        return {};
    std::string python = m_categories ? std::string() : forPython();
    if (!usual && m_referred.empty()) // "(?(1)…)" is none of ECMA-262
        m_out = python;
    return {usual ? PythonPattern::Engine::Usual : PythonPattern::Engine::Python, std::move(m_out),
            std::move(python)};
}

std::string Porter::forPython() const
{
    std::string out;
    std::size_t from = 0;
    for (const auto &[place, text] : m_inserts) {
        out += m_out.substr(from, place - from) + text;
        from = place;
    }
    return out + m_out.substr(from);
}

/// Groups that capture, ahead of time: a reference may name one.
void Porter::readNames()
{
    bool inSet = false;
    for (std::size_t i = 0; i < m_left.size(); ++i) {
        const std::string_view rest = m_left.substr(i);
        if (rest.front() == '\\') {
            ++i;
        } else if (inSet || rest.front() == '[') {
            inSet = rest.front() != ']';
        } else if (rest.starts_with("(?<") && rest.size() > 3 && isAsciiAlpha(rest[3])) {
            m_names.push_back(rest.substr(3, std::min(rest.find('>'), rest.size()) - 3));
        } else if (rest.starts_with("(") && !rest.starts_with("(?")) {
            m_names.emplace_back();
        }
    }
}

char Porter::take()
{
    const char c = m_left.front();
    m_left.remove_prefix(1);
    return c;
}

bool Porter::takeIf(std::string_view text)
{
    if (!m_left.starts_with(text))
        return false;
    m_left.remove_prefix(text.size());
    return true;
}

char32_t Porter::takeCharacter()
{
    const json::Utf8Sequence next = json::decodeUtf8(m_left);
    m_left.remove_prefix(next.length);
    return next.codePoint;
}

std::nullopt_t Porter::refuse()
{
    m_possible = false;
    return std::nullopt;
}

/// Something that a quantifier may follow.
void Porter::add(std::string_view text, std::uint64_t cost)
{
    m_out += text;
    m_open.back().cost += cost;
    m_last = cost;
    m_closed = {};
}

void Porter::step()
{
    const char c = m_left.front();
    if (c == '(')
        open();
    else if (c == ')')
        close();
    else if (c == '[')
        set();
    else if (c == '*' || c == '+' || c == '?' || c == '{')
        quantify();
    else if (c == '|' || c == '^' || c == '$') {
        m_out += take();
        m_last = 0;
        if (c == '$') // the end of the text, never the place before its last line break
            alsoForPython(std::string(kNoLineBreak));
    } else if (c == '.') {
        take();
        add(kNoLineEnd, 2);
    } else if (c == '\\') {
        escape();
    } else {
        add(quoted(takeCharacter()), 1);
    }
}

void Porter::open()
{
    take();
    m_out += '(';
    Group group{0, m_done.size() + 1, 0};
    bool captures = true;
    if (takeIf("?")) {
        captures = false;
        if (takeIf(":")) {
            m_out += "?:";
        } else if (m_left.starts_with("=") || m_left.starts_with("!")) {
            m_python = true;
            m_out += '?';
            m_out += take();
        } else if (m_left.starts_with("<") && m_left.size() > 1 && isAsciiAlpha(m_left[1])) {
            const std::size_t end = m_left.find('>'); // a name changes nothing but references by name
            m_left.remove_prefix(std::min(end, m_left.size() - 1) + 1);
            captures = true;
        } else {
            m_possible = false; // looking behind, flags: other rules elsewhere
        }
    }
    if (captures) {
        m_done.push_back(false);
        m_repeated.push_back(false);
        group.number = m_done.size();
    }
    m_open.push_back(group);
    m_last = 0;
    m_possible = m_possible && m_open.size() < kDeepest;
}

void Porter::close()
{
    take();
    if (m_open.size() == 1) {
        m_possible = false;
        return;
    }
    const Group group = m_open.back();
    m_open.pop_back();
    if (group.number > 0)
        m_done[group.number - 1] = true;
    add(")", group.cost + 1);
    m_closed = group;
}

/// "{2,5}" in front; nullopt when it is no quantifier but a brace.
std::optional<std::pair<std::string, std::uint64_t>> Porter::counted()
{
    const std::size_t end = m_left.find('}');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view inside = m_left.substr(1, end - 1);
    const std::size_t comma = std::min(inside.find(','), inside.size());
    std::uint64_t least = 0;
    std::uint64_t most = 0;
    const auto read = [](std::string_view digits, std::uint64_t &out) {
        const auto [at, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return error == std::errc() && at == digits.data() + digits.size();
    };
    if (!read(inside.substr(0, comma), least))
        return std::nullopt;
    most = least;
    const std::string_view second = inside.substr(std::min(comma + 1, inside.size()));
    if (comma != inside.size() && !second.empty() && !read(second, most))
        return std::nullopt;
    m_possible = m_possible && most >= least && most <= kMostCount;
    return std::pair(std::string(m_left.substr(0, end + 1)), std::max<std::uint64_t>(most, 1));
}

void Porter::quantify()
{
    std::string text(1, m_left.front());
    std::uint64_t times = 2;
    if (text == "{") {
        const auto found = counted();
        if (!found) {
            take();
            add("\\{", 1);
            return;
        }
        text = found->first;
        times = found->second;
    }
    m_left.remove_prefix(text.size());
    if (m_last == 0) { // nothing to repeat
        m_possible = false;
        return;
    }
    m_out += text;
    if (takeIf("?"))
        m_out += '?';
    m_open.back().cost += std::min(m_last * (times - 1), kMostUsual * 2);
    m_last = 0;
    if (m_closed.first > 0 && text != "?" && text != "{0,1}" && text != "{1}") {
        const std::size_t own = m_closed.number > 0 ? 1 : 0;
        std::fill(m_repeated.begin() + static_cast<std::ptrdiff_t>(m_closed.first - 1 + own),
                  m_repeated.end(), true);
    }
}

/// To a group that has ended: elsewhere `re` refuses it, and in ECMA-262 it is empty.
void Porter::backreference(std::size_t group)
{
    if (group == 0 || group > m_done.size() || !m_done[group - 1]) {
        m_possible = false;
        return;
    }
    m_python = true;
    m_referred.push_back(group);
    const std::string number = std::to_string(group);
    alsoForPython("(?(" + number + ")"); // one that took no part matches everywhere in ECMA-262
    add("\\" + number, 1);
    alsoForPython(")");
    if (!m_left.empty() && isAsciiDigit(m_left.front())) // which would be part of the number
        m_possible = false;
}

void Porter::escape()
{
    if (m_left.starts_with("\\b") || m_left.starts_with("\\B")) {
        m_out += m_left[1] == 'b' ? kWordEdge : kNoWordEdge;
        m_left.remove_prefix(2);
        m_python = true;
        m_last = 0;
        return;
    }
    if (takeIf("\\k<")) {
        const std::size_t end = std::min(m_left.find('>'), m_left.size());
        const auto named = std::find(m_names.begin(), m_names.end(), m_left.substr(0, end));
        m_left.remove_prefix(std::min(end + 1, m_left.size()));
        backreference(end == 0 ? 0 : static_cast<std::size_t>(named - m_names.begin()) + 1);
        return;
    }
    if (m_left.size() > 1 && m_left[1] >= '1' && m_left[1] <= '9') {
        const std::size_t group = static_cast<std::size_t>(m_left[1] - '0');
        m_left.remove_prefix(2);
        backreference(group);
        return;
    }
    if (const auto atom = escaped(false))
        add(atom->text, atom->character ? 1 : 3);
}

PythonPattern pythonPattern(std::string_view pattern)
{
    return Porter(pattern).port();
}

bool endsLoosely(std::string_view pattern)
{
    bool inSet = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\')
            ++i;
        else if (inSet || pattern[i] == '[')
            inSet = pattern[i] != ']';
        else if (pattern[i] == '$' && !pattern.substr(i + 1).starts_with(kNoLineBreak))
            return true;
    }
    return false;
}

bool hasLooseEnds(const json::Value &schema)
{
    return anySubschema(schema, [](const json::Value &part) {
        const auto &names = part["patternProperties"].members();
        return endsLoosely(part["pattern"].text()) ||
               std::any_of(names.begin(), names.end(),
                           [](const json::Member &member) { return endsLoosely(member.key); });
    });
}

} // namespace espalier::schema
