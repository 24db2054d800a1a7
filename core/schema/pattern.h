// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QString>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace espalier::schema {

/// A text that patterns are looked for in; made ready for their machinery once, when that is needed. A view
/// of the bytes, which must outlive it unchanged. One thread at a time.
class PatternText
{
public:
    PatternText() = default;
    explicit PatternText(std::string_view utf8)
        : m_utf8(utf8)
    {
    }
    [[nodiscard]] std::string_view utf8() const noexcept { return m_utf8; }
    [[nodiscard]] const QString &utf16() const;
    /// It is one of these very bytes.
    [[nodiscard]] bool isOf(std::string_view utf8) const noexcept
    {
        return m_utf8.data() == utf8.data() && m_utf8.size() == utf8.size();
    }

private:
    std::string_view m_utf8;
    mutable QString m_utf16;
};

/// A regular expression of ECMA-262 with the flag u, as JSON Schema means it (2020-12 core, section 6.4):
/// searched for anywhere in a text, character by character. Compiled once, immutable, any thread.
///
/// Taken beyond the flag u, because people write it so: `\-` and other escaped punctuation, a lone `]`, `{`
/// or `}`, a lookahead that is repeated. Not taken: lookbehind of variable length, a count above 65,535, a
/// reference to a group inside a repetition, which each round empties, and one inside a lookbehind to a group
/// of it.
class Pattern
{
public:
    enum class Match {
        Yes,
        No,
        GivenUp, ///< after some 200,000 steps: nobody can say
    };

    /// The error is one line for people.
    [[nodiscard]] static Result<std::unique_ptr<const Pattern>, std::string> compile(std::string_view text);
    ~Pattern();
    Pattern(const Pattern &) = delete;
    Pattern &operator=(const Pattern &) = delete;

    [[nodiscard]] Match match(const PatternText &text) const;
    [[nodiscard]] Match match(std::string_view utf8) const { return match(PatternText(utf8)); }
    /// How long it is with every group written out as often as it is repeated, in bytes: what its machinery
    /// takes goes by that. At most 65,536, since the engine makes none that is larger.
    [[nodiscard]] std::size_t weight() const noexcept;

private:
    struct Private;
    explicit Pattern(std::unique_ptr<const Private> made);
    std::unique_ptr<const Private> d;
};

} // namespace espalier::schema
