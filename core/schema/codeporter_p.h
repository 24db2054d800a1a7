// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codepattern_p.h"
#include "json/utf8.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::schema {

/// Reads a pattern of ECMA-262 (flag u) from left to right and writes what means the same there, for
/// pydantic's engine and, with the words of `re` put in between, for Python's own.
class Porter
{
public:
    explicit Porter(std::string_view pattern)
        : m_left(pattern)
    {
    }

    PythonPattern port();

private:
    /// One character, or a set of them ("\d").
    struct Atom
    {
        std::string text;
        std::optional<char32_t> character;
    };
    struct Group
    {
        std::size_t number = 0; ///< 0: it captures nothing
        std::size_t first = 0;  ///< number of the first that captures inside
        std::uint64_t cost = 0;
    };

    char take();
    bool takeIf(std::string_view text);
    char32_t takeCharacter();
    std::nullopt_t refuse();
    void add(std::string_view text, std::uint64_t cost);
    void alsoForPython(std::string text) { m_inserts.emplace_back(m_out.size(), std::move(text)); }
    [[nodiscard]] std::string forPython() const;
    void readNames();

    void step();
    void open();
    void close();
    std::optional<std::pair<std::string, std::uint64_t>> counted();
    void quantify();
    void escape();
    void backreference(std::size_t group);

    // what stands for characters: codecharacters.cpp
    static std::string quoted(char32_t c);
    static Atom one(char32_t c) { return {quoted(c), c}; }
    std::optional<char32_t> hexadecimal(std::size_t digits);
    std::optional<Atom> unicode();
    std::optional<Atom> category(char letter);
    std::optional<Atom> escaped(bool inSet);
    std::optional<Atom> setAtom();
    void set();

    std::string_view m_left;
    std::string m_out;
    std::vector<std::pair<std::size_t, std::string>> m_inserts; ///< what only `re` gets, by place in m_out
    std::vector<Group> m_open;                                  ///< the pattern itself, and open groups
    Group m_closed;                        ///< what a quantifier would repeat, if a group
    std::vector<std::string_view> m_names; ///< of capturing groups; empty: without
    std::vector<bool> m_done;              ///< by number - 1: the group has ended
    std::vector<bool> m_repeated; ///< the same: it stands in what is repeated, which empties it in ECMA-262
    std::vector<std::size_t> m_referred;
    std::uint64_t m_last = 0; ///< cost of what a quantifier would repeat; 0: nothing
    bool m_possible = true;
    bool m_python = false;
    bool m_categories = false;
};

} // namespace espalier::schema
