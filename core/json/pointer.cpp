// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/pointer.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace espalier::json {

namespace {

std::string unescapeToken(std::string_view token)
{
    std::string out;
    for (std::size_t i = 0; i < token.size(); ++i) {
        if (token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1'))
            out.push_back(token[++i] == '0' ? '~' : '/');
        else
            out.push_back(token[i]);
    }
    return out;
}

const Value *child(const Value &parent, const std::string &token)
{
    if (parent.isObject())
        return parent.find(token);
    const std::optional<std::size_t> index = arrayIndex(token);
    return index && *index < parent.items().size() ? &parent.items()[*index] : nullptr;
}

} // namespace

void appendToken(std::string &pointer, std::string_view key)
{
    pointer.push_back('/');
    for (const char c : key) {
        if (c == '~')
            pointer.append("~0");
        else if (c == '/')
            pointer.append("~1");
        else
            pointer.push_back(c);
    }
}

void appendToken(std::string &pointer, std::size_t index)
{
    pointer.push_back('/');
    pointer.append(std::to_string(index));
}

std::optional<std::size_t> arrayIndex(std::string_view token)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool canonical =
        error == std::errc() && end == token.data() + token.size() && (token.size() == 1 || token[0] != '0');
    return canonical ? std::optional(index) : std::nullopt;
}

std::optional<std::string> takeToken(std::string_view &pointer)
{
    if (pointer.empty() || pointer.front() != '/')
        return std::nullopt;
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    std::string token = unescapeToken(pointer.substr(1, end - 1));
    pointer.remove_prefix(end);
    return token;
}

const Value *resolve(const Value &root, std::string_view pointer)
{
    const Value *at = &root;
    while (at && !pointer.empty()) {
        const std::optional<std::string> token = takeToken(pointer);
        at = token ? child(*at, *token) : nullptr;
    }
    return at;
}

Value *resolve(Value &root, std::string_view pointer)
{
    return const_cast<Value *>(resolve(std::as_const(root), pointer)); // what root holds is as free as root
}

} // namespace espalier::json
