// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/httpheaders.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::practice {

/// How the end of a body is told (RFC 9112, 6).
enum class BodyFraming : std::uint8_t { Sized, Chunked, UntilClose };

/// The head of an answer, empty line included. `size` counts for BodyFraming::Sized only.
[[nodiscard]] std::string responseHead(int status, const HttpHeaders &headers, BodyFraming framing,
                                       std::size_t size, bool keepAlive);

/// `bytes` as one chunk. Empty bytes give nothing, because an empty chunk would end the body.
[[nodiscard]] std::string chunk(std::string_view bytes);
/// What ends a chunked body.
inline constexpr std::string_view lastChunk = "0\r\n\r\n";

/// The reason phrase, e.g. "Too Many Requests"; "Error" for a status without one here.
[[nodiscard]] std::string_view reasonPhrase(int status) noexcept;

} // namespace espalier::practice
