// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace espalier::practice {

/// A refusal in OpenAI's form. Empty `param` and `code` go out as null.
struct ApiError
{
    int status = 400;
    std::string type; ///< e.g. "invalid_request_error"
    std::string message;
    std::string param;
    std::string code;

    static ApiError badRequest(std::string message, std::string param = {}, std::string code = {});

    /// {"error":{"message","type","param","code"}}
    [[nodiscard]] std::string body() const;
};

} // namespace espalier::practice
