// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/apierror.h"

#include "json/value.h"
#include "json/writer.h"

#include <utility>

namespace espalier::practice {

ApiError ApiError::badRequest(std::string message, std::string param, std::string code)
{
    return {400, "invalid_request_error", std::move(message), std::move(param), std::move(code)};
}

std::string ApiError::body() const
{
    using json::Value;
    const auto orNull = [](const std::string &text) {
        return text.empty() ? Value::null() : Value::string(text);
    };
    Value inner = Value::object({{"message", Value::string(message)},
                                 {"type", Value::string(type)},
                                 {"param", orNull(param)},
                                 {"code", orNull(code)}});
    return json::writeCompact(Value::object({{"error", std::move(inner)}}));
}

} // namespace espalier::practice
