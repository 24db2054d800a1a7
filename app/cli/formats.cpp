// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/formats.h"

#include "run/resultjson.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace espalier::cli {

using json::Value;

namespace {

Value text(std::string_view bytes)
{
    return Value::string(std::string(bytes));
}

Value count(std::uint64_t number)
{
    return Value::number(std::to_string(number));
}

std::string_view kindName(Value::Kind kind)
{
    switch (kind) {
    case Value::Kind::Null:
        return "null";
    case Value::Kind::Bool:
        return "boolean";
    case Value::Kind::Number:
        return "number";
    case Value::Kind::String:
        return "string";
    case Value::Kind::Array:
        return "array";
    case Value::Kind::Object:
        return "object";
    }
    return "null";
}

Value scalar(const json::TreeChange &change)
{
    switch (change.kind) {
    case Value::Kind::Bool:
        return Value::boolean(change.text == "true");
    case Value::Kind::Number:
        return Value::number(change.text);
    case Value::Kind::String:
        return text(change.text);
    default:
        return {};
    }
}

void addNode(Value::Object &line, const json::TreeChange &change)
{
    line.push_back({"parent", change.parent == json::kNoNode ? Value() : count(change.parent)});
    line.push_back({"row", count(change.row)});
    if (change.hasKey)
        line.push_back({"key", text(change.key)});
    line.push_back({"kind", text(kindName(change.kind))});
}

/// Shortest decimal that reads back as the same number.
Value shortNumber(double number)
{
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return Value::number(std::string(digits.data(), error == std::errc() ? end : digits.data()));
}

std::string_view opName(json::TreeOp op)
{
    switch (op) {
    case json::TreeOp::Add:
        return "add";
    case json::TreeOp::AppendText:
        return "append";
    case json::TreeOp::SetScalar:
        return "set";
    case json::TreeOp::Close:
        return "close";
    case json::TreeOp::Supersede:
        return "supersede";
    case json::TreeOp::Reset:
        return "reset";
    }
    return "reset";
}

} // namespace

Value changeLine(const json::TreeChange &change, const Prefix &prefix)
{
    Value::Object line{{"type", text("change")}};
    line.insert(line.end(), prefix.begin(), prefix.end());
    line.push_back({"at", count(change.at)});
    line.push_back({"op", text(opName(change.op))});
    if (change.op != json::TreeOp::Reset)
        line.push_back({"node", count(change.node)});
    if (change.op == json::TreeOp::Add)
        addNode(line, change);
    if (change.op == json::TreeOp::AppendText)
        line.push_back({"text", text(change.text)});
    if (change.op == json::TreeOp::SetScalar)
        line.push_back({"value", scalar(change)});
    return Value::object(std::move(line));
}

Value parseErrorValue(const json::ParseError &error)
{
    return Value::object({{"message", text(error.message)},
                          {"offset", count(error.offset)},
                          {"line", count(error.line)},
                          {"column", count(error.column)}});
}

Value resultLine(const run::RunResult &result)
{
    return Value::object({{"type", text("result")},
                          {"document", text(result.document)},
                          {"status", text(runStatusName(result.status))},
                          {"value", result.value},
                          {"attempts", Value::number(result.attempts)},
                          {"tries", Value::number(result.tries)},
                          {"issues", run::issuesValue(result.issues)},
                          {"repairs", run::repairsValue(result.repairs)},
                          {"coercions", run::coercionsValue(result.coercions)},
                          {"ignored", run::ignoredValue(result.ignored)},
                          {"set_aside", run::setAsideValue(result.setAside)},
                          {"usage", run::usageValue(result.usage)},
                          {"cost", result.cost ? shortNumber(*result.cost) : Value()},
                          {"error", run::errorValue(result.error)}});
}

} // namespace espalier::cli
