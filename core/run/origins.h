// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace espalier::run {

/// From places in an answer as it was read to those in the answer as it came, and back: members that were
/// renamed, values that were put into a list. JSON Pointers (RFC 6901). Work O(length of the pointer).
class Origins
{
public:
    Origins() = default;
    explicit Origins(const schema::Coercions &coercions);

    /// Where the value that now is at `pointer` came.
    [[nodiscard]] std::string of(std::string_view pointer) const { return followed(m_came, pointer); }
    /// Where the value that came at `pointer` is now.
    [[nodiscard]] std::string now(std::string_view pointer) const { return followed(m_now, pointer); }

private:
    using Moves = std::unordered_map<std::string, std::string>; ///< of what did not just move with its parent

    [[nodiscard]] static std::string followed(const Moves &moves, std::string_view pointer);

    Moves m_came;
    Moves m_now;
};

} // namespace espalier::run
