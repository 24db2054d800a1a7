// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace espalier::test {

/// {"a0":…,"a1":…}, each made by `value`.
template <typename Make>
std::string objectOf(int count, Make value)
{
    std::string out = "{";
    for (int i = 0; i < count; ++i)
        out += (i > 0 ? ",\"a" : "\"a") + std::to_string(i) + "\":" + value(i);
    return out + "}";
}

} // namespace espalier::test
