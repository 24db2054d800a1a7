// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace espalier::wire {

// From what a person enters as base URL to what is called. Taken: with or without /v1, with or without a
// trailing slash, the whole address of chat/completions or models too. "/v1" is added unless the path names a
// version ("/v1", "/v4", "/v1beta") or an Azure deployment; it is never doubled. A query ("?api-version=…")
// is kept, a fragment dropped. Pure text: whether it is a URL at all is the caller's question, an empty base
// stays empty.

[[nodiscard]] std::string chatUrl(std::string_view base);
[[nodiscard]] std::string modelsUrl(std::string_view base);

/// A plain sentence about a base URL that is known not to work any more (Anyscale Endpoints, closed on 1
/// August 2024), else empty.
[[nodiscard]] std::string endpointHint(std::string_view base);

} // namespace espalier::wire
