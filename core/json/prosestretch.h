// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/repairbook.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::json {

/// A stretch of text around JSON, from its first byte that is not blank to where JSON, a fence or the end
/// comes.
class ProseStretch
{
public:
    /// What it consists of (Blanks: beyond ASCII); it only rises.
    enum class Kind : std::uint8_t { None, Blanks, Commas, Closers, Comment, Prose };

    void add(Kind kind, std::string_view text, std::uint64_t offset);
    void addBlank(char c);
    /// `text` before it belongs to it as well.
    void prepend(std::string_view text, std::uint64_t offset);
    /// It is over and becomes a repair.
    void end(RepairBook &repairs);
    void forget() noexcept { m_kind = Kind::None; }
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }

private:
    Kind m_kind = Kind::None;
    std::string m_text; ///< its beginning
    std::uint64_t m_at = 0;
};

} // namespace espalier::json
