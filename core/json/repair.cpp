// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/repair.h"

#include <array>
#include <cstddef>

namespace espalier::json {

std::string_view repairKindName(RepairKind kind) noexcept
{
    static constexpr std::array<std::string_view, 25> names{
        "trailing-comma",  "missing-comma",  "missing-colon",
        "single-quotes",   "smart-quotes",   "unquoted-key",
        "unquoted-string", "comment",        "raw-control-character",
        "unescaped-quote", "python-literal", "non-finite-number",
        "missing-closer",  "extra-closer",   "mismatched-closer",
        "fence",           "prose",          "think-block",
        "double-encoded",  "unwrapped",      "concatenated",
        "ellipsis",        "bad-escape",     "invalid-utf8",
        "loop-stopped"};
    static_assert(names.size() == static_cast<std::size_t>(RepairKind::LoopStopped) + 1);
    return names[static_cast<std::size_t>(kind)];
}

std::optional<RepairKind> repairKindFromName(std::string_view name) noexcept
{
    for (int kind = 0; kind <= static_cast<int>(RepairKind::LoopStopped); ++kind) {
        if (repairKindName(static_cast<RepairKind>(kind)) == name)
            return static_cast<RepairKind>(kind);
    }
    return std::nullopt;
}

} // namespace espalier::json
