// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/origins.h"

namespace espalier::run {

using schema::CoercionKind;

Origins::Origins(const schema::Coercions &coercions)
{
    for (const schema::Coercion &made : coercions) {
        const bool wrapped = made.kind == CoercionKind::ValueToList;
        if (!wrapped && made.kind != CoercionKind::MemberName)
            continue;
        const std::string now = wrapped ? made.instance + "/0" : made.instance;
        m_came[now] = made.origin;
        m_now[made.origin] = now;
    }
}

/// The longest beginning of the pointer that moved counts: what moved further up is told with it.
std::string Origins::followed(const Moves &moves, std::string_view pointer)
{
    for (std::size_t end = moves.empty() ? std::string_view::npos : pointer.size();
         end != std::string_view::npos;
         end = end == 0 ? std::string_view::npos : pointer.rfind('/', end - 1)) {
        const auto moved = moves.find(std::string(pointer.substr(0, end)));
        if (moved != moves.end())
            return moved->second + std::string(pointer.substr(end));
    }
    return std::string(pointer);
}

} // namespace espalier::run
