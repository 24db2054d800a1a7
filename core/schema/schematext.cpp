// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/schematext.h"

#include "schema/textscanner_p.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/utf8.h"

namespace espalier::schema {

namespace {

/// Moves to the child that `token` ("/name", escaped) names; where it begins, its name included.
std::optional<std::size_t> enter(TextScanner &scanner, std::string_view token)
{
    const char open = scanner.peek();
    if (open != '{' && open != '[')
        return std::nullopt;
    std::optional<std::size_t> begin;
    std::size_t value = 0;
    std::size_t index = 0;
    for (scanner.step(); scanner.peek() != '}' && scanner.peek() != ']' && scanner.peek() != '\0';) {
        const std::size_t start = scanner.at();
        std::string name;
        if (open == '{') {
            const auto key = json::readStrict(scanner.value());
            json::appendToken(name, key.ok() ? std::string_view(key->text()) : std::string_view());
            scanner.step(); // the colon
        } else {
            json::appendToken(name, index++);
        }
        if (name == token) {
            begin = start;
            value = scanner.at();
        }
        static_cast<void>(scanner.value());
        if (scanner.peek() == ',')
            scanner.step();
    }
    scanner.moveTo(value);
    return begin;
}

TextPlace placeAt(std::string_view text, std::size_t offset)
{
    TextPlace out{offset, 1, 1};
    for (std::size_t i = text.substr(0, json::kByteOrderMark.size()) == json::kByteOrderMark
                             ? json::kByteOrderMark.size()
                             : 0;
         i < offset;) {
        if (text[i] == '\n') {
            ++out.line;
            out.column = 1;
            ++i;
        } else {
            ++out.column;
            i += json::decodeUtf8(text.substr(i)).length;
        }
    }
    return out;
}

} // namespace

Result<json::Value, SchemaError> readSchemaText(std::string_view text)
{
    auto value = json::readStrict(text);
    SchemaError error;
    if (!value.ok()) {
        const json::ParseError &why = value.error();
        error.message = why.message;
        error.pointer = why.pointer;
        error.line = why.line;
        error.column = why.column;
        return error;
    }
    if (value->isObject() || value->isBool())
        return *std::move(value);
    error.message = "a schema is a JSON object, true or false";
    return located(std::move(error), text);
}

std::optional<TextPlace> placeOf(std::string_view text, std::string_view pointer)
{
    TextScanner scanner(text);
    std::size_t at = scanner.at();
    while (!pointer.empty()) {
        const std::string_view token = pointer.substr(0, pointer.find('/', 1));
        const auto next = enter(scanner, token);
        if (!next)
            return std::nullopt;
        at = *next;
        pointer.remove_prefix(token.size());
    }
    return placeAt(text, at);
}

SchemaError located(SchemaError error, std::string_view text)
{
    if (const auto place = placeOf(text, error.pointer)) {
        error.line = place->line;
        error.column = place->column;
    }
    return error;
}

} // namespace espalier::schema
