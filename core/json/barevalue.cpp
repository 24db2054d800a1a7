// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/barevalue.h"

#include "base/ascii.h"

#include <array>

namespace espalier::json {

namespace {

using Kind = Value::Kind;

const std::array<Literal, 17> kLiterals{{
    {"true", Kind::Bool, "true", std::nullopt},
    {"false", Kind::Bool, "false", std::nullopt},
    {"null", Kind::Null, "null", std::nullopt},
    {"True", Kind::Bool, "true", RepairKind::PythonLiteral},
    {"False", Kind::Bool, "false", RepairKind::PythonLiteral},
    {"None", Kind::Null, "null", RepairKind::PythonLiteral},
    {"TRUE", Kind::Bool, "true", RepairKind::PythonLiteral},
    {"FALSE", Kind::Bool, "false", RepairKind::PythonLiteral},
    {"NULL", Kind::Null, "null", RepairKind::PythonLiteral},
    {"undefined", Kind::Null, "null", RepairKind::PythonLiteral},
    {"NaN", Kind::Null, "null", RepairKind::NonFiniteNumber},
    {"nan", Kind::Null, "null", RepairKind::NonFiniteNumber},
    {"Infinity", Kind::Null, "null", RepairKind::NonFiniteNumber},
    {"-Infinity", Kind::Null, "null", RepairKind::NonFiniteNumber},
    {"+Infinity", Kind::Null, "null", RepairKind::NonFiniteNumber},
    {"-NaN", Kind::Null, "null", RepairKind::NonFiniteNumber},
    {"-nan", Kind::Null, "null", RepairKind::NonFiniteNumber},
}};

std::string_view takeDigits(std::string_view &text)
{
    std::size_t count = 0;
    while (count < text.size() && isAsciiDigit(text[count]))
        ++count;
    const std::string_view out = text.substr(0, count);
    text.remove_prefix(count);
    return out;
}

} // namespace

const Literal *literalWithPrefix(std::string_view word)
{
    for (const Literal &literal : kLiterals) {
        if (literal.word.substr(0, word.size()) == word)
            return &literal;
    }
    return nullptr;
}

std::optional<std::string> looseNumber(std::string_view token)
{
    std::string out;
    if (!token.empty() && (token.front() == '-' || token.front() == '+')) {
        if (token.front() == '-')
            out = "-";
        token.remove_prefix(1);
    }
    const std::string_view whole = takeDigits(token);
    std::string_view fraction;
    if (!token.empty() && token.front() == '.') {
        token.remove_prefix(1);
        fraction = takeDigits(token);
    }
    if ((whole.empty() && fraction.empty()) || (whole.size() > 1 && whole.front() == '0'))
        return std::nullopt;
    out.append(whole.empty() ? "0" : whole);
    if (!fraction.empty())
        out.append(".").append(fraction);
    if (token.empty())
        return out;
    if (token.front() != 'e' && token.front() != 'E')
        return std::nullopt;
    token.remove_prefix(1);
    std::string_view sign;
    if (!token.empty() && (token.front() == '-' || token.front() == '+')) {
        sign = token.substr(0, 1);
        token.remove_prefix(1);
    }
    const std::string_view exponent = takeDigits(token);
    if (!token.empty())
        return std::nullopt;
    if (!exponent.empty())
        out.append("e").append(sign).append(exponent);
    return out;
}

} // namespace espalier::json
