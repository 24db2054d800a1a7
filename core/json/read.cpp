// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/read.h"

#include "json/incrementalparser.h"
#include "json/textposition.h"
#include "json/utf8.h"
#include "json/valuebuilder.h"

namespace espalier::json {

namespace {

ParseError located(ParseError error, std::string_view text)
{
    TextPosition position;
    position.advance(text.substr(0, error.offset));
    error.line = position.line();
    error.column = position.column();
    return error;
}

} // namespace

Result<Value, ParseError> readStrict(std::string_view text, const ParseLimits &limits)
{
    if (text.size() > limits.answerBytes)
        return located({ParseErrorCode::TooLarge,
                        "longer than " + std::to_string(limits.answerBytes) + " bytes",
                        limits.answerBytes,
                        1,
                        1,
                        {}},
                       text);
    ParseOptions options;
    options.strict = true;
    options.limits = limits;
    const std::size_t begin = text.substr(0, 3) == kByteOrderMark ? kByteOrderMark.size() : 0;
    ValueBuilder builder;
    IncrementalParser parser(builder, options, begin);
    std::size_t at = begin + parser.feed(text.substr(begin));
    if (parser.status() == ParseStatus::Reading)
        parser.finish();
    if (parser.error())
        return located(*parser.error(), text);
    at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
    if (at < text.size())
        return located({ParseErrorCode::Syntax, "something stands after the value", at, 1, 1, {}}, text);
    return builder.take();
}

} // namespace espalier::json
