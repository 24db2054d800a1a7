// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/dialectjson_p.h"

namespace espalier::settings {

void readDialect(json::MemberReader &profile, wire::Dialect &dialect)
{
    const json::Value *value = profile.present("dialect");
    if (!value)
        return;
    if (!value->isObject())
        return profile.complain("dialect");
    json::MemberReader reader(*value, "dialect.");
    reader.readWord("tool_choice", dialect.toolChoice, wire::toolChoiceFormFromName);
    reader.readWord("schema", dialect.schema, wire::schemaDialectFromName);
    reader.read("one_system_message", dialect.oneSystemMessage);
    reader.read("tool_role", dialect.toolRole);
    reader.read("stream_options", dialect.streamOptions);
    reader.read("strict", dialect.strict);
    reader.read("max_tokens_name", dialect.maxTokensName);
    if (const json::Value *dropped = reader.present("dropped")) {
        if (!dropped->isArray())
            reader.complain("dropped");
        for (const json::Value &member : dropped->items()) {
            if (member.isString())
                dialect.dropped.push_back(member.text());
            else
                reader.complain("dropped");
        }
    }
    profile.adopt(reader);
}

json::Value dialectToJson(const wire::Dialect &dialect, json::Value stored)
{
    json::Value out = stored.isObject() ? std::move(stored) : json::Value::object();
    const auto text = [](std::string_view word) { return json::Value::string(std::string(word)); };
    out.set("tool_choice", text(wire::toolChoiceFormName(dialect.toolChoice)));
    out.set("schema", text(wire::schemaDialectName(dialect.schema)));
    out.set("one_system_message", json::Value::boolean(dialect.oneSystemMessage));
    out.set("tool_role", json::Value::boolean(dialect.toolRole));
    out.set("stream_options", json::Value::boolean(dialect.streamOptions));
    out.set("strict", json::Value::boolean(dialect.strict));
    out.set("max_tokens_name", text(dialect.maxTokensName));
    json::Value dropped = json::Value::array();
    for (const std::string &member : dialect.dropped)
        dropped.mutableItems().push_back(text(member));
    out.set("dropped", std::move(dropped));
    return out;
}

} // namespace espalier::settings
