// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What DesktopEngine does with profiles: keeps, renames and removes them, tests them, looks for servers.

#include "common/engine.h"
#include "desktop/connectiontest.h"
#include "desktop/desktopengine.h"
#include "desktop/keymove.h"
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
    EndpointProfile kept = profile;
    if (const auto error = store.put(kept))
        return error;
    if (kept.key.from != secrets::KeySource::From::Session)
        dropSessionKey(former.empty() ? kept.name : former);
    if (renamed) {
        const EndpointProfile before = profileOf(formerName);
        if (const auto error = store.remove(former))
            return error;
        if (m_sessionKeys.erase(former) > 0)
            m_sessionKeys.insert(kept.name);
        const QString name = QString::fromStdString(kept.name);
        moveEntries(m_engine, renamedEntries(before, kept), this,
                    [this, name](int moved, const Error &error) {
                        if (moved > 0 || error.kind != ErrorKind::None)
                            Q_EMIT keysMoved(name, error);
                        Q_EMIT keyFactsChanged(name);
                    });
    }
    Q_EMIT endpointsChanged();
    return std::nullopt;
}

std::optional<Error> DesktopEngine::removeProfile(const QString &name)
{
    if (const auto error = m_engine.profiles().remove(name.toStdString()))
        return error;
    dropSessionKey(name.toStdString());
    Q_EMIT endpointsChanged();
    return std::nullopt;
}

std::unique_ptr<ui::ConnectionTest> DesktopEngine::testConnection(const EndpointProfile &profile,
                                                                  ui::EnteredSecrets entered)
{
    return std::make_unique<DesktopConnectionTest>(m_engine, profile, std::move(entered));
}

void DesktopEngine::findLocalServers()
{
    app::findLocalServers(m_engine.transport(), localCandidates(), this,
                          [this](const QList<ui::LocalServer> &found) { Q_EMIT localServersFound(found); });
}

} // namespace espalier::app
