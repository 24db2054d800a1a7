// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/profilejson.h"

#include "base/redact.h"
#include "settings/dialectjson_p.h"
#include "settings/modelfactsjson_p.h"
#include "json/memberreader.h"

#include <array>

namespace espalier::settings {

namespace {

constexpr std::array<std::string_view, 3> kProxyModes{"system", "none", "manual"};

std::optional<ProxyMode> proxyModeFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kProxyModes.size(); ++i) {
        if (kProxyModes[i] == name)
            return static_cast<ProxyMode>(i);
    }
    return std::nullopt;
}

json::Value text(std::string_view word)
{
    return json::Value::string(std::string(word));
}

std::optional<json::Value> textUnlessEmpty(const std::string &word)
{
    return word.empty() ? std::nullopt : std::optional(text(word));
}

std::optional<json::Value> number(std::optional<int> value)
{
    return value ? std::optional(json::Value::number(std::int64_t(*value))) : std::nullopt;
}

bool isSecret(const ExtraHeader &header)
{
    return header.secret || isSecretHeader(header.name);
}

void readKey(json::MemberReader &profile, secrets::KeySource &key)
{
    const json::Value *value = profile.present("key");
    if (!value)
        return;
    if (!value->isObject())
        return profile.complain("key");
    json::MemberReader reader(*value, "key.");
    reader.readWord("from", key.from, secrets::keySourceFromName);
    reader.read("variable", key.variable);
    if (key.from == secrets::KeySource::From::Environment && key.variable.empty())
        reader.complain("variable");
    profile.adopt(reader);
}

json::Value keyToJson(const secrets::KeySource &key)
{
    json::Value out = json::Value::object({{"from", text(secrets::keySourceName(key.from))}});
    if (key.from == secrets::KeySource::From::Environment)
        out.set("variable", text(key.variable));
    return out;
}

void readHeaders(json::MemberReader &profile, std::vector<ExtraHeader> &headers)
{
    const json::Value *list = profile.present("headers");
    if (!list)
        return;
    if (!list->isArray())
        return profile.complain("headers");
    for (const json::Value &entry : list->items()) {
        json::MemberReader reader(entry, "headers.");
        ExtraHeader header;
        reader.read("name", header.name);
        reader.read("value", header.value);
        reader.read("secret", header.secret);
        if (header.name.empty())
            reader.complain("name");
        profile.adopt(reader);
        headers.push_back(std::move(header));
    }
}

json::Value headersToJson(const std::vector<ExtraHeader> &headers, const json::Value &stored)
{
    json::Value out = json::Value::array();
    for (const ExtraHeader &header : headers) {
        json::Value entry = entryOfName(stored, header.name);
        entry.set("name", text(header.name));
        setOrRemove(entry, "value", isSecret(header) ? std::nullopt : std::optional(text(header.value)));
        setOrRemove(entry, "secret",
                    isSecret(header) ? std::optional(json::Value::boolean(true)) : std::nullopt);
        out.mutableItems().push_back(std::move(entry));
    }
    return out;
}

} // namespace

Result<EndpointProfile, Error> profileFromJson(const json::Value &value)
{
    EndpointProfile out;
    json::MemberReader reader(value, {});
    reader.read("name", out.name);
    if (out.name.empty())
        return usageError("an endpoint profile has no name", "Give it a name in profiles.json.");
    reader.read("base_url", out.baseUrl);
    readKey(reader, out.key);
    readDialect(reader, out.dialect);
    reader.readWord("mode", out.defaultMode, wire::answerModeFromName);
    readHeaders(reader, out.headers);
    reader.read("http2", out.http2);
    reader.readWord("proxy", out.proxy, proxyModeFromName);
    reader.read("proxy_url", out.proxyUrl);
    reader.read("extra_ca_file", out.extraCaFile);
    reader.read("allow_plain_http", out.allowPlainHttp);
    reader.read("concurrency", out.concurrency, 1);
    reader.read("requests_per_minute", out.limits.requestsPerMinute, 1);
    reader.read("tokens_per_minute", out.limits.tokensPerMinute, 1);
    readModels(reader, out.models);
    reader.read("last_model", out.lastModel);
    if (!reader.problem().empty())
        return usageError("endpoint profile \"" + out.name + "\": " + reader.problem(),
                          "Correct it in profiles.json.");
    if (out.defaultMode == wire::AnswerMode::Auto)
        out.defaultMode.reset();
    out.stored = value;
    return out;
}

json::Value profileToJson(const EndpointProfile &profile)
{
    json::Value out = profile.stored.isObject() ? profile.stored : json::Value::object();
    out.set("name", text(profile.name));
    out.set("base_url", text(profile.baseUrl));
    out.set("key", keyToJson(profile.key));
    out.set("dialect", dialectToJson(profile.dialect, out["dialect"]));
    setOrRemove(out, "mode",
                profile.defaultMode ? std::optional(text(wire::answerModeName(*profile.defaultMode)))
                                    : std::nullopt);
    out.set("headers", headersToJson(profile.headers, out["headers"]));
    out.set("http2", json::Value::boolean(profile.http2));
    out.set("proxy", text(kProxyModes[static_cast<std::size_t>(profile.proxy)]));
    setOrRemove(out, "proxy_url", textUnlessEmpty(profile.proxyUrl));
    setOrRemove(out, "extra_ca_file", textUnlessEmpty(profile.extraCaFile));
    out.set("allow_plain_http", json::Value::boolean(profile.allowPlainHttp));
    out.set("concurrency", json::Value::number(std::int64_t(profile.concurrency)));
    setOrRemove(out, "requests_per_minute", number(profile.limits.requestsPerMinute));
    setOrRemove(out, "tokens_per_minute", number(profile.limits.tokensPerMinute));
    out.set("models", modelsToJson(profile.models, out["models"]));
    setOrRemove(out, "last_model", textUnlessEmpty(profile.lastModel));
    return out;
}

std::optional<Error> secretInProfile(const EndpointProfile &profile)
{
    if (profile.name.empty())
        return usageError("an endpoint profile needs a name", "Enter a name.");
    for (const std::string &url : {profile.baseUrl, profile.proxyUrl}) {
        if (redactUrl(url) != url)
            return usageError(
                "the address " + redactUrl(url) +
                    " carries a key or a password, which would be stored in the open",
                "Leave it out of the address and store it in the key ring, or send it as a secret header.");
    }
    return std::nullopt;
}

} // namespace espalier::settings
