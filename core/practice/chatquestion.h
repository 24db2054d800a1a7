// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "practice/apierror.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::practice {

/// A function the answer may call.
struct ToolAsk
{
    std::string name;
    json::Value parameters; ///< a JSON Schema; true when the request named none
};

/// What a chat completions request asks of this endpoint: like a model it knows only the request, so the
/// schema and the document are found in it. Plain value.
struct ChatQuestion
{
    enum class Form : std::uint8_t {
        Tools,   ///< calls of `tools`
        Content, ///< JSON of `schema` as content
        Fenced,  ///< the same in a code fence, because the messages ask for one
        Plain,   ///< no schema anywhere: nothing to read for
    };

    std::string model;  ///< as named, with its faults
    std::string faults; ///< what stood behind "practice-reader+"; empty: none
    bool stream = false;
    bool includeUsage = false;
    std::optional<std::uint64_t> maxTokens;
    Form form = Form::Plain;
    std::vector<ToolAsk> tools;
    bool parallel = false; ///< Tools: any number of calls of any tool; otherwise exactly one call
    json::Value schema;    ///< Content and Fenced; null: any object
    std::string document;  ///< the text to read, instructions around it taken off as far as they can be told
    std::uint64_t promptTokens = 0;

    /// Reads the body of POST /v1/chat/completions. Unknown members are ignored, known ones of a wrong type
    /// refused (400), as is a model that is not here (404).
    [[nodiscard]] static Result<ChatQuestion, ApiError> read(std::string_view body);
};

/// The name of the one model.
inline constexpr std::string_view readerModel = "practice-reader";

} // namespace espalier::practice
