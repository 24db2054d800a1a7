// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What DesktopEngine does with profiles: keeps, renames and removes them, tests them, looks for servers.

#include "common/engine.h"
#include "desktop/connectiontest.h"
#include "desktop/desktopengine.h"
#include "desktop/desktopprobe.h"
#include "desktop/endpointaddress.h"
#include "desktop/keyforget.h"
#include "desktop/localservers.h"
#include "settings/presets.h"

#include <algorithm>

namespace espalier::app {

using settings::EndpointProfile;

static Error refusedName(std::string message)
{
    return {ErrorKind::Usage, std::move(message), "Choose another name.", {}, {}, {}};
}

EndpointProfile DesktopEngine::profile(const QString &name) const
{
    return profileOf(name);
}

std::optional<Error> DesktopEngine::saveProfile(const EndpointProfile &profile, const QString &formerName)
{
    const std::string former = formerName.toStdString();
    settings::ProfileStore &store = m_engine.profiles();
    const bool renamed = !former.empty() && former != profile.name;
    if (former != profile.name) {
        const std::optional<EndpointProfile> other = store.find(profile.name);
        if (other) // a preset is found whatever the case of its letters
            return refusedName("There is an endpoint called " + other->name + " already.");
        if (renamed && settings::preset(former))
            return refusedName(former + " comes with Espalier and keeps its name.");
    }
    const EndpointProfile before = former.empty() ? EndpointProfile{} : profileOf(formerName);
    const EndpointProfile &kept = profile;
    if (const auto error = store.put(kept, former))
        return error;
    if (kept.key.from != secrets::KeySource::From::Session)
        dropSessionKey(former.empty() ? kept.name : former);
    if (renamed && m_sessionKeys.erase(former) > 0)
        m_sessionKeys.insert(kept.name);
    if (!former.empty())
        settleSecrets(before, kept);
    Q_EMIT endpointsChanged();
    return std::nullopt;
}

std::optional<Error> DesktopEngine::removeProfile(const QString &name)
{
    const EndpointProfile gone = profileOf(name);
    if (const auto error = m_engine.profiles().remove(gone.name))
        return error;
    m_sessionKeys.erase(gone.name);
    forgetWhenSettled(gone.name, name, allEntries(gone));
    Q_EMIT endpointsChanged();
    return std::nullopt;
}

std::unique_ptr<ui::ConnectionTest> DesktopEngine::testConnection(const EndpointProfile &profile,
                                                                  ui::EnteredSecrets entered)
{
    // The stored password of a proxy goes to no other one: an empty secret stands before it.
    if (isOtherProxy(profileOf(QString::fromStdString(profile.name)), profile))
        entered.try_emplace(settings::proxyPasswordEntry(profile));
    return std::make_unique<DesktopConnectionTest>(m_engine, profile, std::move(entered));
}

run::ProbePlan::Estimate DesktopEngine::probeCost(const EndpointProfile &profile,
                                                  const std::string &model) const
{
    return EndpointProbe::estimate(profile, model);
}

std::unique_ptr<ui::ModeProbe> DesktopEngine::probeModes(const EndpointProfile &profile,
                                                         const std::string &model, ui::EnteredSecrets entered,
                                                         const QString &keepIn)
{
    if (isOtherProxy(profileOf(QString::fromStdString(profile.name)), profile))
        entered.try_emplace(settings::proxyPasswordEntry(profile));
    auto probe =
        std::make_unique<DesktopProbe>(m_engine, profile, model, std::move(entered), keepIn.toStdString());
    connect(probe.get(), &ui::ModeProbe::finished, this, [this](const run::ProbeReport &, bool kept) {
        if (kept)
            Q_EMIT endpointsChanged(); // mode auto is another one now
    });
    return probe;
}

void DesktopEngine::findLocalServers()
{
    app::findLocalServers(m_engine.transport(), localCandidates(), this,
                          [this](const QList<ui::LocalServer> &found) { Q_EMIT localServersFound(found); });
}

} // namespace espalier::app
