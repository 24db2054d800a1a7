// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/schematext.h"

#include "schema/textscanner_p.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/utf8.h"

namespace espalier::schema {

namespace {

/// Whether a name, as it stands between quotes, is `wanted`. Most names have no escapes and are not read.
bool isName(std::string_view quoted, std::string_view wanted)
{
    if (quoted.size() < 2)
        return false;
    if (quoted.find('\\') == std::string_view::npos)
        return quoted.substr(1, quoted.size() - 2) == wanted;
    const auto name = json::readStrict(quoted);
    return name.ok() && name->text() == wanted;
}

/// Moves to the child that `token` (unescaped) names, the last of that name; where it begins, its name
/// included.
std::optional<std::size_t> enter(TextScanner &scanner, std::string_view token)
{
    const char open = scanner.peek();
    if (open != '{' && open != '[')
        return std::nullopt;
    const std::optional<std::size_t> wanted = json::arrayIndex(token);
    std::optional<std::size_t> begin;
    std::size_t value = 0;
    std::size_t index = 0;
    for (scanner.step(); scanner.peek() != '}' && scanner.peek() != ']' && scanner.peek() != '\0';) {
        const std::size_t start = scanner.at();
        bool found = false;
        if (open == '{') {
            found = isName(scanner.value(), token);
            scanner.step(); // the colon
        } else {
            found = index++ == wanted;
        }
        if (found) {
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
        const std::size_t mark = text.starts_with(json::kByteOrderMark) ? json::kByteOrderMark.size() : 0;
        const bool isEmpty = text.find_first_not_of(" \t\r\n", mark) == std::string_view::npos;
        error.message = isEmpty ? "the text is empty" : why.message;
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
        const std::optional<std::string> token = json::takeToken(pointer);
        const auto next = token ? enter(scanner, *token) : std::nullopt;
        if (!next)
            return std::nullopt;
        at = *next;
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
