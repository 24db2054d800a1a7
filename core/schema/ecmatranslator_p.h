// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/ecmapattern_p.h"
#include "json/utf8.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::schema {

constexpr bool isSurrogate(char32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

/// A character as PCRE2 takes it everywhere. Half a surrogate pair stands in no text.
[[nodiscard]] std::string pcreCharacter(char32_t code);

/// One atom of a class or outside: a character, or a set in the spelling of PCRE2's classes.
struct Atom
{
    char32_t code = 0;
    std::string set; ///< empty: a character
};

/// Reads a pattern from left to right and writes its translation. Groups are counted, not recursed into.
class Translator
{
public:
    explicit Translator(std::string_view ecma)
        : m_text(ecma)
    {
        countGroups();
        m_ended.resize(m_names.size(), false);
        m_repeated.resize(m_names.size(), false);
    }

    Result<TranslatedPattern, std::string> run();

private:
    struct Group
    {
        std::size_t number = 0; ///< 0: it captures nothing
        std::size_t before = 0; ///< how many capture ahead of it
        std::size_t weight = 0; ///< of all before it
        bool looksBehind = false;
    };

    bool at(std::string_view text) const { return m_text.substr(m_at).starts_with(text); }
    bool take(std::string_view text)
    {
        const bool is = at(text);
        m_at += is ? text.size() : 0;
        return is;
    }
    void fail(const char *what)
    {
        if (m_error.empty())
            m_error = what;
    }
    char32_t takeCharacter()
    {
        const json::Utf8Sequence sequence = json::decodeUtf8(m_text.substr(m_at));
        m_at += sequence.length;
        return sequence.codePoint;
    }

    void countGroups();
    void term();
    void group();
    void closeGroup();
    void quantifier();
    void markRepeated(const Group &group);
    bool bounds(std::string &out);
    std::optional<unsigned> number();
    void characterClass();
    void classRange(const Atom &first);
    Atom classAtom();
    void write(const Atom &atom);
    void escape();
    void backreference(std::size_t group);
    [[nodiscard]] bool isBehind(std::size_t group) const;
    Atom escapedAtom();
    Atom unicodeEscape();
    Atom property(bool negated);
    std::optional<char32_t> hexDigits(std::size_t count);
    void complex() { m_isPlain = false; }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_out;
    std::string m_error;
    std::vector<std::string_view> m_names; ///< of the groups, by number - 1; empty: without
    std::size_t m_seen = 0;                ///< groups begun so far
    std::vector<Group> m_open;
    std::optional<Group> m_closed; ///< what was written last, if a group
    std::vector<bool> m_ended;     ///< by number - 1
    std::vector<bool> m_repeated;  ///< the same: it stands in what is repeated
    std::vector<std::size_t> m_referred;
    std::size_t m_weight = 0;
    unsigned m_times = 1;      ///< that the bounds read last ask for at most
    bool m_repeatable = false; ///< what was written last may have a quantifier
    bool m_isPlain = true;
    PlainPattern m_plain;
};

} // namespace espalier::schema
