// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::wire {

/// One model that an endpoint offers.
struct ModelInfo
{
    std::string id;                            ///< what goes into a request
    std::optional<std::int64_t> contextWindow; ///< tokens; absent where the server does not tell
    std::optional<std::int64_t> maxOutput;     ///< tokens of an answer; absent where the server does not tell
    bool operator==(const ModelInfo &) const = default;
};

/// The models of a 2xx body of GET {base}/models, in the server's order, each id once: `data` (OpenAI API
/// reference, "Models"), a list at the root (Together) or `models` (Ollama). The context window is read from
/// the names that servers use: context_window, context_length, max_model_len, max_context_length, meta.n_ctx.
/// Errors: NotAnApi, StreamCut for a body that ends in the middle, StreamError for an error object.
[[nodiscard]] Result<std::vector<ModelInfo>, Error> readModels(std::string_view body);

} // namespace espalier::wire
