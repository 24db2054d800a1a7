// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>

namespace espalier::bench {

/// {"items":[…]} of records, about as long as asked.
inline std::string recordsOf(std::size_t bytes)
{
    std::string out = R"({"items":[)";
    for (int i = 0; out.size() < bytes; ++i) {
        const std::string n = std::to_string(i);
        out +=
            (i ? "," : "") + std::string(R"({"name":"Jason )") + n + R"(","age":)" + n +
            R"(,"city":"New York","street":")" + n +
            R"( Main Street, behind the old mill and before the new bridge","note":)" +
            R"("Everything that was said of it, at some length, so that a record is a record, and then a little )" +
            R"(more of the same."})";
    }
    return out + "]}";
}

/// {"text":"…"}, about as long as asked.
inline std::string stringOf(std::size_t bytes)
{
    std::string out = R"({"text":")";
    for (unsigned i = 1; out.size() < bytes; ++i) // never the same twice: the loop guard would end it
        out += "Fox " + std::to_string(i * 2654435761U) + " jumps over dog " + std::to_string(i * i) + "; ";
    return out + "\"}";
}

} // namespace espalier::bench
