// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"
#include "wire/delta.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::run {

/// Masks secrets in what an answer says while it comes, before anybody sees it: at the same length, so that
/// byte ranges stay. The end of a text that may be the begin of a secret is held back until more of it comes.
///
/// Any cut of the same deltas gives the same texts. What is escaped in JSON is left to maskAnswer(). Linear.
/// Pure. Not thread-safe.
class DeltaMask
{
public:
    explicit DeltaMask(const HttpHeaders &secrets);

    [[nodiscard]] wire::Deltas take(wire::Deltas deltas);
    /// What is held back.
    [[nodiscard]] wire::Deltas finish();
    /// Something was masked.
    [[nodiscard]] bool hasMasked() const { return m_masked; }

private:
    using Place = std::pair<wire::Delta::Kind, std::uint32_t>; ///< texts that are told in pieces
    [[nodiscard]] std::size_t openEnd(std::string_view text) const;

    std::vector<std::string> m_words;
    std::map<Place, std::string> m_held;
    bool m_masked = false;
};

} // namespace espalier::run
