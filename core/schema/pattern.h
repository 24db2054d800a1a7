// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace espalier::schema {

/// A regular expression of ECMA-262 with the flag u, as JSON Schema means it (2020-12 core, section 6.4):
/// searched for anywhere in a text, character by character. Compiled once, immutable, any thread.
///
/// Taken beyond the flag u, because people write it so: `\-` and other escaped punctuation, a lone `]`, `{`
/// or `}`. Not taken: lookbehind of variable length, a count above 65,535.
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

    [[nodiscard]] Match match(std::string_view text) const;

private:
    struct Private;
    explicit Pattern(std::unique_ptr<const Private> made);
    std::unique_ptr<const Private> d;
};

} // namespace espalier::schema
