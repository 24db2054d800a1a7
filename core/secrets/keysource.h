// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::secrets {

/// Where an endpoint profile's key is. Never the key itself. Plain value.
struct KeySource
{
    enum class From : std::uint8_t {
        None,        ///< the endpoint takes no key: no header is sent
        Environment, ///< the variable of that name
        Keychain,    ///< the desktop's key ring, under the profile's name
        Session,     ///< entered by hand, forgotten when the program ends
    };

    From from = From::None;
    std::string variable; ///< of Environment; empty for the others

    [[nodiscard]] static KeySource none() { return {}; }
    [[nodiscard]] static KeySource environment(std::string name)
    {
        return {From::Environment, std::move(name)};
    }
    [[nodiscard]] static KeySource keychain() { return {From::Keychain, {}}; }
    [[nodiscard]] static KeySource session() { return {From::Session, {}}; }

    bool operator==(const KeySource &) const = default;
};

// Names as in profiles.json; nullopt for an unknown name.
[[nodiscard]] std::string_view keySourceName(KeySource::From from) noexcept;
[[nodiscard]] std::optional<KeySource::From> keySourceFromName(std::string_view name) noexcept;

/// What people are told is in use: "environment variable ANYSCALE_API_KEY", "key ring", "this session only",
/// "none".
[[nodiscard]] std::string describe(const KeySource &source);

} // namespace espalier::secrets
