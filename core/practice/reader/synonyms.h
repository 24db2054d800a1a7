// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>
#include <utility>

namespace espalier::practice {

/// One line of the table of synonyms: what stands for the words, and the words, separated by "|". Both may be
/// several words. English and German, lower case, singular.
using SynonymLine = std::pair<std::string_view, std::string_view>;

/// The table; `end` is one past its last line.
struct SynonymTable
{
    const SynonymLine *begin_;
    const SynonymLine *end_;
    [[nodiscard]] const SynonymLine *begin() const noexcept { return begin_; }
    [[nodiscard]] const SynonymLine *end() const noexcept { return end_; }
};
[[nodiscard]] SynonymTable synonyms() noexcept;

} // namespace espalier::practice
