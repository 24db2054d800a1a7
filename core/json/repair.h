// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::json {

/// What a tolerant reading put right. Names as in the formats specification, section "parse".
enum class RepairKind : std::uint8_t {
    TrailingComma,
    MissingComma,
    MissingColon,
    SingleQuotes,
    SmartQuotes,
    UnquotedKey,
    UnquotedString,
    Comment,
    RawControlCharacter,
    UnescapedQuote,
    PythonLiteral,
    NonFiniteNumber,
    MissingCloser,
    ExtraCloser,
    MismatchedCloser,
    Fence,
    Prose,
    ThinkBlock,
    DoubleEncoded,
    Unwrapped,
    Concatenated,
    Ellipsis,
    BadEscape,
    InvalidUtf8,
    LoopStopped,
};

/// "trailing-comma" and so on. Never empty.
[[nodiscard]] std::string_view repairKindName(RepairKind kind) noexcept;
/// The kind of that name; nullopt for an unknown one.
[[nodiscard]] std::optional<RepairKind> repairKindFromName(std::string_view name) noexcept;

/// The longest text of a repair, bytes.
inline constexpr std::size_t kRepairTextBytes = 40;

/// One thing put right: where (bytes from the start of the input) and what stood there (shortened to 40 bytes
/// at a character border).
struct Repair
{
    RepairKind kind = RepairKind::TrailingComma;
    std::uint64_t offset = 0;
    std::string text;
    bool operator==(const Repair &) const = default;
};

using Repairs = std::vector<Repair>;

} // namespace espalier::json
