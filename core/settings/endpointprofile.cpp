// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/endpointprofile.h"

#include <algorithm>

namespace espalier::settings {

const ModelFacts *EndpointProfile::model(std::string_view modelName) const
{
    const auto found = std::find_if(models.begin(), models.end(),
                                    [modelName](const ModelFacts &facts) { return facts.name == modelName; });
    return found == models.end() ? nullptr : &*found;
}

ModelFacts &EndpointProfile::modelEntry(std::string_view modelName)
{
    const auto found = std::find_if(models.begin(), models.end(),
                                    [modelName](const ModelFacts &facts) { return facts.name == modelName; });
    if (found != models.end())
        return *found;
    ModelFacts facts;
    facts.name = modelName;
    return models.emplace_back(std::move(facts));
}

wire::AnswerMode EndpointProfile::autoMode(std::string_view modelName) const
{
    const ModelFacts *facts = model(modelName);
    if (facts && facts->bestMode)
        return *facts->bestMode;
    return defaultMode.value_or(wire::AnswerMode::Tools);
}

std::string secretHeaderEntry(const EndpointProfile &profile, const ExtraHeader &header)
{
    return profile.name + "/header/" + header.name;
}

std::string proxyPasswordEntry(const EndpointProfile &profile)
{
    return profile.name + "/proxy";
}

} // namespace espalier::settings
