// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// The same schemas in other validators.
namespace espalier::bench {

/// A compiled schema with one instance, both read beforehand.
class SchemaPeer
{
public:
    virtual ~SchemaPeer() = default;
    SchemaPeer() = default;
    SchemaPeer(const SchemaPeer &) = delete;
    SchemaPeer &operator=(const SchemaPeer &) = delete;
    /// Reads the instance that judge() judges from now on.
    virtual void take(std::string_view instance) = 0;
    [[nodiscard]] virtual bool judge() = 0;
};

/// nullptr when the validator cannot compile the schema.
using MakeSchemaPeer = std::unique_ptr<SchemaPeer> (*)(const std::string &schema);

[[nodiscard]] std::unique_ptr<SchemaPeer> espalierPeer(const std::string &schema);
[[nodiscard]] std::unique_ptr<SchemaPeer> valijsonPeer(const std::string &schema);
[[nodiscard]] std::unique_ptr<SchemaPeer> rapidjsonPeer(const std::string &schema);

} // namespace espalier::bench
