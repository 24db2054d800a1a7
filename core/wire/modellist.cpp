// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/modellist.h"

#include "base/ascii.h"
#include "wire/errorbody.h"
#include "json/read.h"

#include <initializer_list>
#include <unordered_set>
#include <utility>

namespace espalier::wire {

namespace {

std::optional<std::int64_t> firstCount(std::initializer_list<const json::Value *> places)
{
    for (const json::Value *place : places) {
        const std::optional<std::int64_t> count = place->toInt64();
        if (count && *count > 0)
            return count;
    }
    return std::nullopt;
}

ModelInfo readModel(const json::Value &entry)
{
    ModelInfo model;
    for (const std::string_view name : {"id", "model", "name"}) {
        if (model.id.empty() && entry[name].isString())
            model.id = entry[name].text();
    }
    const json::Value &meta = entry["meta"];
    const json::Value &top = entry["top_provider"];
    model.contextWindow = firstCount({&entry["context_window"], &entry["context_length"],
                                      &entry["max_model_len"], &entry["max_context_length"],
                                      &top["context_length"], &meta["n_ctx"], &meta["n_ctx_train"]});
    model.maxOutput = firstCount({&entry["max_completion_tokens"], &entry["max_output_tokens"],
                                  &entry["max_output_length"], &top["max_completion_tokens"]});
    return model;
}

/// The list, wherever it is; null when there is none.
const json::Value *listIn(const json::Value &body)
{
    if (body.isArray())
        return &body;
    for (const std::string_view name : {"data", "models"}) {
        if (body[name].isArray())
            return &body[name];
    }
    return nullptr;
}

} // namespace

Result<std::vector<ModelInfo>, Error> readModels(std::string_view body)
{
    const auto value = json::readStrict(trimmed(body));
    if (!value)
        return errorFromForeignBody(body);
    const json::Value *list = listIn(*value);
    if (!list)
        return (*value)["error"].isNull() ? errorFromForeignJson(*value, "a list of models")
                                          : errorFromStream((*value)["error"]);
    std::vector<ModelInfo> models;
    std::unordered_set<std::string> known;
    for (const json::Value &entry : list->items()) {
        ModelInfo model = readModel(entry);
        if (!model.id.empty() && known.insert(model.id).second)
            models.push_back(std::move(model));
    }
    return models;
}

} // namespace espalier::wire
