// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/trypicture.h"

#include "models/valuechanges.h"
#include "schema/answershape.h"
#include "json/answerreader.h"

#include <iterator>
#include <optional>

namespace espalier::ui {

namespace {

json::ParseOptions optionsFor(const store::TryRecord &record)
{
    json::ParseOptions options;
    const bool iterable = record.recipe.streaming == wire::StreamKind::Iterable;
    if (const auto shape = schema::AnswerShape::of(record.recipe.schema, iterable))
        options.expectation = shape->expectation;
    return options;
}

/// The changes of the text; nullopt when it holds another value than `wanted`.
std::optional<json::TreeChanges> changesOfText(const store::TryRecord &record, const json::Value &wanted)
{
    json::AnswerReader reader(optionsFor(record));
    reader.feed(record.result.text);
    reader.finish();
    if (reader.tree().root() == json::kNoNode || reader.tree().value() != wanted)
        return std::nullopt;
    return reader.takeChanges();
}

bool endedInside(const run::RunResult &result)
{
    return result.status == run::RunStatus::Cut || result.status == run::RunStatus::Failed ||
           result.status == run::RunStatus::Cancelled;
}

} // namespace

TryPicture pictureOf(const store::TryRecord &record)
{
    TryPicture picture;
    picture.result = record.result;
    picture.text = QString::fromStdString(record.result.text);
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    picture.changes.push_back(reset);
    const std::optional<json::Value> &value = record.result.lastObject;
    if (!value)
        return picture;
    std::optional<json::TreeChanges> changes = changesOfText(record, *value);
    picture.fromText = changes.has_value();
    if (!changes)
        changes = changesOfValue(*value, endedInside(record.result));
    std::move(changes->begin(), changes->end(), std::back_inserter(picture.changes));
    return picture;
}

} // namespace espalier::ui
