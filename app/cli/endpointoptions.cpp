// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/endpointoptions.h"

namespace espalier::cli {

app::EndpointChoice endpointChoice(const Options &options)
{
    return {options.value("endpoint"), options.value("base-url"), options.value("api-key-env")};
}

Result<settings::EndpointProfile, Error> readProfile(app::Engine &engine, const app::EndpointChoice &choice,
                                                     Console &console)
{
    for (const Error &problem : engine.profiles().load())
        console.note(problem.message + " " + problem.nextStep);
    auto profile = app::chosenProfile(engine.profiles(), choice);
    if (!profile || choice.keyVariable)
        return profile;
    return app::withStoredKey(std::move(profile).value(), engine.storedKeys());
}

} // namespace espalier::cli
