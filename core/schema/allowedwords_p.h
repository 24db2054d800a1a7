// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace espalier::schema {

/// The texts that an "enum" or a "const" allows, made ready to be looked for: a look-up costs what the text
/// that came is long, however many are allowed. UTF-8.
class AllowedWords
{
public:
    void add(const std::string &word);
    /// Only what stands in `other` too.
    void keep(const AllowedWords &other);

    [[nodiscard]] std::size_t size() const noexcept { return m_words.size(); }
    [[nodiscard]] bool contains(const std::string &word) const { return m_known.count(word) > 0; }

    /// The one that `text` means, or nullptr. Safe: equal but for case and blanks around it. All: also equal
    /// but for accents and punctuation, or the only one that stands in the text (at most 200 bytes) as words
    /// of its own, unless the text says "not" or "no" beside it. "partially paid" says nothing of "paid".
    [[nodiscard]] const std::string *meant(std::string_view text, CoercionLevel level) const;

private:
    using Index = std::unordered_map<std::string, std::size_t>; ///< kSeveral: more than one is written so

    [[nodiscard]] const std::string *named(std::string_view text) const;
    [[nodiscard]] const std::string *found(const Index &index, const std::string &key) const;

    std::vector<std::string> m_words; ///< as declared, each once
    std::unordered_set<std::string> m_known;
    Index m_byCase;
    Index m_byLetters;
    Index m_byWords;
    std::size_t m_mostWords = 0; ///< in one of them
};

} // namespace espalier::schema
