// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/endpointchoice.h"

#include "base/ascii.h"
#include "settings/presets.h"
#include "wire/chatrequest.h"
#include "wire/endpointurl.h"

#include <QUrl>

#include <algorithm>

namespace espalier::app {

using settings::EndpointProfile;

namespace {

std::string knownNames(const settings::ProfileStore &store)
{
    std::string out;
    const auto add = [&out](const EndpointProfile &profile) {
        out += (out.empty() ? "" : ", ") + profile.name;
    };
    for (const EndpointProfile &profile : store.profiles())
        add(profile);
    for (const EndpointProfile &profile : settings::presets()) {
        const bool own = std::any_of(store.profiles().begin(), store.profiles().end(),
                                     [&](const EndpointProfile &each) { return each.name == profile.name; });
        if (!own && (!profile.baseUrl.empty() || isPractice(profile)))
            add(profile);
    }
    return out;
}

bool isUsableUrl(const std::string &text)
{
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() &&
           (scheme == QLatin1String("https") || scheme == QLatin1String("http"));
}

/// False for what is no name of an environment variable (POSIX, 8.1), and for what is one by chance: keys
/// such as gsk_… are letters, digits and underscores too, but long, mixed, and not set.
bool mayBeVariable(const std::string &text)
{
    const auto isLetter = [](char c) { return isAsciiAlpha(c) || c == '_'; };
    const bool isName =
        !text.empty() && isLetter(text.front()) &&
        std::all_of(text.begin(), text.end(), [&](char c) { return isLetter(c) || isAsciiDigit(c); });
    constexpr std::size_t kLeastKey = 20;
    const auto has = [&text](auto kind) { return std::any_of(text.begin(), text.end(), kind); };
    const bool likeAKey =
        text.size() >= kLeastKey && has(isAsciiDigit) && has([](char c) { return c >= 'a' && c <= 'z'; });
    return isName && (!likeAKey || qEnvironmentVariableIsSet(text.c_str()));
}

} // namespace

bool isPractice(const EndpointProfile &profile)
{
    return profile.name == settings::kPracticeName;
}

Result<EndpointProfile, Error> chosenProfile(const settings::ProfileStore &store,
                                             const EndpointChoice &choice)
{
    if (choice.keyVariable && !mayBeVariable(*choice.keyVariable))
        return usageError(
            "--api-key-env needs the name of an environment variable; what was given is none.",
            "Put the key into a variable and name that, for example --api-key-env MY_KEY. A key that was "
            "given here is in your shell's history now.");
    EndpointProfile profile;
    if (choice.name || !choice.baseUrl) {
        const std::string name = choice.name.value_or(std::string(settings::kPracticeName));
        auto found = store.find(name);
        if (!found)
            return usageError("There is no endpoint \"" + name + "\".",
                              "There are: " + knownNames(store) + ". Or give a URL: --base-url URL");
        profile = std::move(*found);
    }
    if (choice.baseUrl) {
        if (!profile.baseUrl.empty() || isPractice(profile))
            return usageError("\"" + profile.name + "\" has its own address; --base-url does not go with it.",
                              "Leave out --endpoint or --base-url.");
        profile.baseUrl = *choice.baseUrl;
        if (profile.name.empty())
            profile.name = *choice.baseUrl;
    }
    if (choice.keyVariable && !isPractice(profile))
        profile.key = secrets::KeySource::environment(*choice.keyVariable);
    if (isPractice(profile))
        return profile;
    if (profile.baseUrl.empty())
        return usageError("The endpoint \"" + profile.name + "\" has no address yet.",
                          "Give your service's address: --base-url URL");
    if (!isUsableUrl(profile.baseUrl))
        return usageError("\"" + profile.baseUrl + "\" is no http or https address.",
                          "Give one like https://models.example/v1");
    return profile;
}

EndpointProfile withStoredKey(EndpointProfile profile, const secrets::StoredNames &stored)
{
    const bool fromEnvironment = profile.key.from == secrets::KeySource::From::Environment;
    if (fromEnvironment && qEnvironmentVariableIsEmpty(profile.key.variable.c_str()) &&
        stored.contains(profile.name))
        profile.key = secrets::KeySource::keychain();
    return profile;
}

Result<std::string, Error> chosenModel(const EndpointProfile &profile,
                                       const std::optional<std::string> &given)
{
    if (given && !given->empty())
        return *given;
    if (!profile.lastModel.empty())
        return profile.lastModel;
    return usageError("No model was named.", "Name one with --model; espalier-cli models lists them.");
}

namespace {

/// A stored profile, or a preset that has an address of its own; not the endpoint inside the program.
bool canRemember(const settings::ProfileStore &store, const std::string &profile)
{
    const auto &all = store.profiles();
    const settings::EndpointProfile *preset = settings::preset(profile);
    return profile != settings::kPracticeName &&
           ((preset && !preset->baseUrl.empty()) ||
            std::any_of(all.begin(), all.end(),
                        [&](const settings::EndpointProfile &known) { return known.name == profile; }));
}

} // namespace

std::optional<Error> rememberDropped(settings::ProfileStore &store, const std::string &profile,
                                     const std::vector<std::string> &members)
{
    if (!canRemember(store, profile) || members.empty())
        return std::nullopt;
    return store.update(profile, [&members](settings::EndpointProfile &known) {
        for (const std::string &member : members)
            known.dialect = wire::withoutMember(known.dialect, member);
    });
}

Result<bool, Error> rememberProbe(settings::ProfileStore &store, const std::string &profile,
                                  const std::string &model, const run::ProbeReport &report)
{
    if (!canRemember(store, profile))
        return false;
    const auto error =
        store.update(profile, [&](settings::EndpointProfile &known) { applyProbe(known, model, report); });
    if (error)
        return *error;
    return true;
}

} // namespace espalier::app
