// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/httpheaders.h"

#include "base/ascii.h"

namespace espalier {

const std::string *findHeader(const HttpHeaders &headers, std::string_view name)
{
    const std::string wanted = asciiLower(name);
    for (const auto &[key, value] : headers) {
        if (asciiLower(key) == wanted)
            return &value;
    }
    return nullptr;
}

} // namespace espalier
