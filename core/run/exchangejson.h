// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/attemptrecord.h"
#include "settings/endpointprofile.h"
#include "json/value.h"

#include <cstdint>
#include <string>

namespace espalier::run {

/// What an exchange tells of the texts in it.
enum class ExchangeTexts : std::uint8_t {
    With,
    /// Documents, prompts, answers and what quotes them are {"bytes", "sha256"} of each instead. Schemas,
    /// which are no text, stay.
    Without,
};

/// Where one exchange belongs. Holds no secret: neither does a profile.
struct ExchangePlace
{
    std::string document;              ///< its name
    std::string model;                 ///< as asked for
    std::string url;                   ///< where it went
    std::string currency;              ///< of the cost; may be empty
    settings::EndpointProfile profile; ///< whom it was asked
};

/// One request and what came of it, as an object for people and other programs. Headers are those that were
/// sent (AttemptRecord::headers): the values of Authorization and of all that is secret are masked, and so
/// are keys in the URL and what a proxy is told. `record`: with nothing left out (wholeHistory()). Pure.
[[nodiscard]] json::Value exchangeValue(const AttemptRecord &record, const ExchangePlace &place,
                                        ExchangeTexts texts);

} // namespace espalier::run
