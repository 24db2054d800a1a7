// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keysource.h"

#include <array>

namespace espalier::secrets {

namespace {

constexpr std::array<std::string_view, 4> kNames{"none", "environment", "keychain", "session"};

} // namespace

std::string_view keySourceName(KeySource::From from) noexcept
{
    return kNames[static_cast<std::size_t>(from)];
}

std::optional<KeySource::From> keySourceFromName(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name)
            return static_cast<KeySource::From>(i);
    }
    return std::nullopt;
}

std::string describe(const KeySource &source)
{
    switch (source.from) {
    case KeySource::From::None:
        return "none";
    case KeySource::From::Environment:
        return "environment variable " + source.variable;
    case KeySource::From::Keychain:
        return "key ring";
    case KeySource::From::Session:
        return "this session only";
    }
    return "none";
}

} // namespace espalier::secrets
