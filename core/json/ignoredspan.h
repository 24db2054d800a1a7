// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace espalier::json {

/// A stretch of the input that could have been an answer and was not chosen: [begin, end), bytes.
struct IgnoredSpan
{
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    bool operator==(const IgnoredSpan &) const = default;
};

} // namespace espalier::json
