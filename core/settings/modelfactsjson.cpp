// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/modelfactsjson_p.h"

#include "json/numbertext.h"

namespace espalier::settings {

namespace {

json::Value decimal(double number)
{
    return json::Value::number(json::shortestNumber(number));
}

std::optional<json::Value> number(std::optional<std::int64_t> value)
{
    return value ? std::optional(json::Value::number(*value)) : std::nullopt;
}

json::Value text(std::string_view word)
{
    return json::Value::string(std::string(word));
}

void readPrice(json::MemberReader &model, std::optional<ModelPrice> &price)
{
    const json::Value *value = model.present("price");
    if (!value)
        return;
    if (!value->isObject() || !value->find("in") || !value->find("out"))
        return model.complain("price");
    json::MemberReader reader(*value, "price.");
    ModelPrice out;
    reader.read("in", out.in);
    reader.read("out", out.out);
    reader.read("currency", out.currency);
    model.adopt(reader);
    price = out;
}

} // namespace

json::Value entryOfName(const json::Value &list, std::string_view name)
{
    for (const json::Value &entry : list.items()) {
        if (entry["name"].text() == name)
            return entry;
    }
    return {};
}

void setOrRemove(json::Value &object, std::string_view name, std::optional<json::Value> value)
{
    if (value)
        object.set(name, *std::move(value));
    else
        object.remove(name);
}

void readModels(json::MemberReader &profile, std::vector<ModelFacts> &models)
{
    const json::Value *list = profile.present("models");
    if (!list)
        return;
    if (!list->isArray())
        return profile.complain("models");
    for (const json::Value &entry : list->items()) {
        json::MemberReader reader(entry, "models.");
        ModelFacts facts;
        reader.read("name", facts.name);
        if (facts.name.empty())
            reader.complain("name");
        readPrice(reader, facts.price);
        reader.read("context_window", facts.contextWindow, 1);
        reader.read("max_output", facts.maxOutput, 1);
        reader.read("source", facts.source);
        reader.readWord("best_mode", facts.bestMode, wire::answerModeFromName);
        if (facts.bestMode == wire::AnswerMode::Auto)
            reader.complain("best_mode");
        facts.probe = entry["probe"];
        profile.adopt(reader);
        models.push_back(std::move(facts));
    }
}

json::Value modelsToJson(const std::vector<ModelFacts> &models, const json::Value &stored)
{
    json::Value out = json::Value::array();
    for (const ModelFacts &facts : models) {
        json::Value entry = entryOfName(stored, facts.name);
        entry.set("name", text(facts.name));
        std::optional<json::Value> price;
        if (facts.price) {
            price = entry["price"].isObject() ? entry["price"] : json::Value::object();
            price->set("in", decimal(facts.price->in));
            price->set("out", decimal(facts.price->out));
            price->set("currency", text(facts.price->currency));
        }
        setOrRemove(entry, "price", std::move(price));
        setOrRemove(entry, "context_window", number(facts.contextWindow));
        setOrRemove(entry, "max_output", number(facts.maxOutput));
        setOrRemove(entry, "source", facts.source.empty() ? std::nullopt : std::optional(text(facts.source)));
        setOrRemove(entry, "best_mode",
                    facts.bestMode ? std::optional(text(wire::answerModeName(*facts.bestMode)))
                                   : std::nullopt);
        setOrRemove(entry, "probe", facts.probe.isNull() ? std::nullopt : std::optional(facts.probe));
        out.mutableItems().push_back(std::move(entry));
    }
    return out;
}

} // namespace espalier::settings
