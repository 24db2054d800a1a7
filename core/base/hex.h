// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace espalier {

/// What a hexadecimal digit (0–9, a–f, A–F) stands for; -1 for any other byte.
[[nodiscard]] constexpr int hexDigit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
[[nodiscard]] constexpr bool isHexDigit(char c) noexcept
{
    return hexDigit(c) >= 0;
}

} // namespace espalier
