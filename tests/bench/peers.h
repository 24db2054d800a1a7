// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string_view>

/// The same document through other parsers. Each returns how many pieces or calls it took, 0 when it failed.
namespace espalier::bench {

/// boost::json::stream_parser: strict, no partial view, a value at the end.
[[nodiscard]] std::size_t boostStream(std::string_view text, std::size_t piece);
/// yajl: strict, bare events, no value at all.
[[nodiscard]] std::size_t yajlEvents(std::string_view text, std::size_t piece);
/// QJsonDocument on the whole text, once.
[[nodiscard]] std::size_t qtWhole(std::string_view text);
/// QJsonDocument on everything so far after every piece, as a program without an incremental parser does it;
/// it has no value before the end.
[[nodiscard]] std::size_t qtEveryPiece(std::string_view text, std::size_t piece);

} // namespace espalier::bench
