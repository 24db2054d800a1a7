// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answerassembly.h"
#include "run/outcome.h"
#include "json/partialtree.h"
#include "json/read.h"
#include "json/writer.h"

#include <QByteArray>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::test {

inline json::Value readValue(std::string_view text)
{
    auto value = json::readStrict(text);
    return value ? std::move(value).value() : json::Value::string("the test's own JSON cannot be read");
}

inline wire::Delta delta(wire::Delta::Kind kind, std::string text = {})
{
    wire::Delta out;
    out.kind = kind;
    out.text = std::move(text);
    return out;
}

inline wire::Delta textDelta(std::string text)
{
    return delta(wire::Delta::Kind::Text, std::move(text));
}

inline wire::Delta callDelta(std::uint32_t index, std::string arguments, std::string name = {})
{
    wire::Delta out = delta(wire::Delta::Kind::ToolCall, std::move(arguments));
    out.index = index;
    out.name = std::move(name);
    return out;
}

inline wire::Deltas properEnd(std::string reason = "stop")
{
    return {delta(wire::Delta::Kind::Finish, std::move(reason)), delta(wire::Delta::Kind::Done)};
}

/// An assembly with somebody who watches it: applies every change, joins all text, keeps all items.
struct Watched
{
    Watched(wire::AnswerMode mode, wire::StreamKind stream, std::string_view schema)
        : Watched(mode, stream,
                  schema::AnswerShape::of(readValue(schema), stream == wire::StreamKind::Iterable).value())
    {
    }
    /// Values are read as they came unless it is said how far they may be read otherwise.
    Watched(wire::AnswerMode mode, wire::StreamKind stream, schema::AnswerShape shape,
            const schema::CoercionOptions &coercion = {schema::CoercionLevel::Off, {}, false},
            schema::BadItems bad = schema::BadItems::Ask)
        : kind(stream)
        , badItems(bad)
        , judge(run::AnswerJudge::compile(shape.userSchema, coercion).value())
        , assembly({mode, stream, std::move(shape), {}, {}}, judge)
    {
    }

    void see(run::Growth growth)
    {
        for (const json::TreeChange &change : growth.changes) {
            resets += change.op == json::TreeOp::Reset;
            tree.apply(change);
            changes.push_back(change);
        }
        text += growth.text;
        reasoning += growth.reasoning;
        std::move(growth.issues.begin(), growth.issues.end(), std::back_inserter(found));
        std::move(growth.items.begin(), growth.items.end(), std::back_inserter(items));
    }
    Watched &take(const wire::Deltas &deltas)
    {
        see(assembly.take(deltas));
        return *this;
    }
    /// Ends the body and judges.
    run::RunResult end(const run::BodyEnd &how = {})
    {
        see(assembly.finish());
        run::RunResult result;
        run::judge(result, assembly.answer(), how, judge, kind, badItems);
        assembly.place(result.issues, run::Origins(result.coercions));
        return result;
    }
    [[nodiscard]] QByteArray shown() const
    {
        return QByteArray::fromStdString(json::writeCompact(tree.value()));
    }

    wire::StreamKind kind;
    schema::BadItems badItems;
    run::AnswerJudge judge;
    run::AnswerAssembly assembly;
    json::PartialTree tree;
    json::TreeChanges changes;
    std::string text;
    std::string reasoning;
    std::vector<run::Item> items;
    std::vector<run::FoundIssue> found;
    int resets = 0;
};

inline QByteArray compact(const json::Value &value)
{
    return QByteArray::fromStdString(json::writeCompact(value));
}

} // namespace espalier::test
