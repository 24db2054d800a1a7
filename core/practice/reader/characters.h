// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

// Letters of any script, by the Unicode tables that Qt carries. All texts are UTF-8; malformed bytes are no
// letters.

/// One character of a text.
struct Character
{
    char32_t code = 0;
    std::size_t size = 1; ///< bytes
};

/// The character at `at`, which must be before the end.
[[nodiscard]] Character characterAt(std::string_view text, std::size_t at) noexcept;
[[nodiscard]] bool isLetter(char32_t code) noexcept;
[[nodiscard]] bool isUpper(char32_t code) noexcept;
/// With letters lowered.
[[nodiscard]] std::string lowered(std::string_view text);

/// A run of letters and digits; hyphens and apostrophes between letters belong to it ("O'Brien", "Jean-Luc").
struct Word
{
    std::size_t begin = 0;
    std::size_t end = 0;
    bool capital = false; ///< begins with an upper-case letter
    bool digits = false;  ///< begins with a digit
};

/// All words, in order. Linear.
[[nodiscard]] std::vector<Word> wordsIn(std::string_view text);

/// `text` cut to [begin, end).
[[nodiscard]] inline std::string_view slice(std::string_view text, std::size_t begin, std::size_t end)
{
    return text.substr(begin, end - begin);
}

} // namespace espalier::practice
