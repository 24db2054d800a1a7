// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/errorbody.h"
#include "wire/plaintext.h"
#include "json/writer.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::wire {

namespace {

constexpr std::size_t kMaxMessage = 2000;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxListed = 5;

/// Of a Python traceback only what stands before it and its last line, which names the exception, say
/// anything to a person.
std::string withoutTraceback(const std::string &message)
{
    const std::size_t begin = message.find("Traceback (most recent call last)");
    if (begin == std::string::npos)
        return message;
    const std::string_view traceback = trimmed(std::string_view(message).substr(begin));
    const std::size_t lastLine = traceback.rfind('\n');
    std::string out = message.substr(0, begin);
    return out.append(lastLine == std::string_view::npos ? traceback : traceback.substr(lastLine));
}

std::string text(const json::Value &value)
{
    return value.isObject() || value.isArray() ? json::writeCompact(value) : value.text();
}

std::string name(const json::Value &value)
{
    return oneLine(text(value), kMaxName);
}

/// FastAPI's list of what does not fit: "msg at body.messages", joined.
std::string listedDetails(const json::Value &list)
{
    std::string out;
    const std::size_t count = std::min(list.items().size(), kMaxListed);
    for (std::size_t i = 0; i < count; ++i) {
        const json::Value &entry = list.items()[i];
        out.append(i == 0 ? "" : "; ").append(entry["msg"].isString() ? entry["msg"].text() : text(entry));
        std::string place;
        for (const json::Value &step : entry["loc"].items())
            place.append(place.empty() ? "" : ".").append(step.text());
        if (!place.empty())
            out.append(" at ").append(place);
    }
    return out;
}

std::string messageOf(const json::Value &body)
{
    if (body.isString())
        return body.text();
    for (const std::string_view member : {"message", "detail", "error_description", "error"}) {
        const json::Value &value = body[member];
        if (value.isString())
            return value.text();
        if (value.isArray())
            return listedDetails(value);
        if (value.isObject())
            return value["message"].isString() ? value["message"].text() : text(value);
    }
    return {};
}

} // namespace

ErrorWords errorWords(const json::Value &body)
{
    if (body.isArray())
        return body.items().empty() ? ErrorWords() : errorWords(body.items().front());
    if (body["errors"].isArray() && !body["errors"].items().empty())
        return errorWords(body["errors"].items().front());
    const json::Value &error = body["error"].isObject() ? body["error"] : body;
    ErrorWords words;
    words.message = oneLine(withoutTraceback(messageOf(error)), kMaxMessage);
    words.type = name(error["type"]);
    words.code = name(error["code"]);
    words.param = name(error["param"]);
    return words;
}

} // namespace espalier::wire
