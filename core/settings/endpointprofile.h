// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "secrets/keysource.h"
#include "wire/answermode.h"
#include "wire/dialect.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::settings {

/// What a model costs, per million tokens.
struct ModelPrice
{
    double in = 0;
    double out = 0;
    std::string currency = "USD"; ///< ISO 4217
    bool operator==(const ModelPrice &) const = default;
};

/// What is known of one model at one endpoint. Absent means unknown, never zero.
struct ModelFacts
{
    std::string name;
    std::optional<ModelPrice> price;
    std::optional<std::int64_t> contextWindow; ///< tokens, question and answer together
    std::optional<std::int64_t> maxOutput;     ///< tokens
    std::string source; ///< of the two figures: "server" or "hand"; empty when there are none
    std::optional<wire::AnswerMode> bestMode; ///< what the probe found; never Auto
    json::Value probe; ///< the probe's whole report (formats specification, "probe"); null: never probed
    bool operator==(const ModelFacts &) const = default;
};

/// A header sent with every request. A secret one names its value only: that lies in the key ring under
/// secretHeaderEntry().
struct ExtraHeader
{
    std::string name;
    std::string value; ///< empty when secret
    bool secret = false;
    bool operator==(const ExtraHeader &) const = default;
};

/// Requests and tokens a minute that the endpoint allows; absent: not limited here.
struct RateLimits
{
    std::optional<int> requestsPerMinute;
    std::optional<int> tokensPerMinute;
    bool operator==(const RateLimits &) const = default;
};

enum class ProxyMode : std::uint8_t { System, None, Manual };

/// How an endpoint is reached and what it takes: product specification, section 6. Plain value; holds no
/// secret.
struct EndpointProfile
{
    std::string name;    ///< unique; names the key in the key ring too
    std::string baseUrl; ///< as entered; wire::chatUrl and wire::modelsUrl make addresses of it
    secrets::KeySource key;
    wire::Dialect dialect;
    /// What `auto` means as long as nothing was probed; absent: tools.
    std::optional<wire::AnswerMode> defaultMode;
    std::vector<ExtraHeader> headers;
    bool http2 = false;
    ProxyMode proxy = ProxyMode::System;
    std::string proxyUrl;    ///< of Manual: http://host:port or socks5://host:port, without user and password
    std::string extraCaFile; ///< PEM, added to the system's; empty: none
    bool allowPlainHttp = false; ///< let the key travel over http to other machines
    int concurrency = 4;         ///< requests at once, at least 1
    RateLimits limits;
    std::vector<ModelFacts> models;
    std::string lastModel; ///< last used; empty: none yet
    /// The object this was read from, so that members this version does not know survive; null for a new
    /// profile.
    json::Value stored;

    /// Facts of a model, or nullptr.
    [[nodiscard]] const ModelFacts *model(std::string_view modelName) const;
    /// The same for changing; makes an entry when there is none.
    ModelFacts &modelEntry(std::string_view modelName);
    /// What `auto` means for a model: what its probe found, else the profile's default, else tools.
    [[nodiscard]] wire::AnswerMode autoMode(std::string_view modelName) const;

    bool operator==(const EndpointProfile &) const = default;
};

/// The key ring entries of a profile beside its key: a secret header's value, and the proxy's
/// "user:password".
[[nodiscard]] std::string secretHeaderEntry(const EndpointProfile &profile, const ExtraHeader &header);
[[nodiscard]] std::string proxyPasswordEntry(const EndpointProfile &profile);

} // namespace espalier::settings
