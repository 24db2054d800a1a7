// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/localservers.h"

#include "common/modelfetch.h"
#include "secrets/keyscope.h"
#include "settings/presets.h"

#include <QMetaObject>
#include <QUrl>

#include <map>
#include <memory>
#include <utility>

namespace espalier::app {

static const QString kThisComputer = QStringLiteral("127.0.0.1");

std::vector<settings::EndpointProfile> localCandidates()
{
    std::vector<settings::EndpointProfile> out;
    for (const settings::EndpointProfile &preset : settings::presets()) {
        QUrl url(QString::fromStdString(preset.baseUrl));
        if (!secrets::isLoopbackHost(url.host()))
            continue;
        url.setHost(kThisComputer);
        out.push_back(preset);
        out.back().baseUrl = url.toString().toStdString();
    }
    return out;
}

namespace {

/// What is still to come, and what came, by the number of the candidate.
struct Search
{
    std::size_t open = 0;
    std::map<std::size_t, ui::LocalServer> found;
    std::function<void(const QList<ui::LocalServer> &)> done;

    void tell() const
    {
        QList<ui::LocalServer> servers;
        for (const auto &[number, server] : found)
            servers.append(server);
        done(servers);
    }
};

net::Timeouts within(std::chrono::milliseconds patience)
{
    net::Timeouts timeouts;
    timeouts.firstByte = timeouts.idle = timeouts.noContent = patience;
    timeouts.deadline = patience;
    return timeouts;
}

} // namespace

void findLocalServers(net::Transport &transport, const std::vector<settings::EndpointProfile> &candidates,
                      QObject *context, std::function<void(const QList<ui::LocalServer> &)> done,
                      std::chrono::milliseconds patience)
{
    auto search = std::make_shared<Search>();
    search->done = std::move(done);
    search->open = 1; // this look-up itself, so that it ends when nobody is asked
    const auto ended = [search] {
        if (--search->open == 0)
            search->tell();
    };
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        EndpointAccess access;
        access.profile = candidates[i];
        access.profile.proxy = settings::ProxyMode::None;
        if (QUrl(QString::fromStdString(access.profile.baseUrl)).host() != kThisComputer)
            continue;
        ++search->open;
        askForModels(transport, access, within(patience), context,
                     [search, ended, i, profile = access.profile](const ModelAnswer &answer) {
                         if (answer.models)
                             search->found[i] = {QString::fromStdString(profile.name),
                                                 QString::fromStdString(profile.baseUrl),
                                                 static_cast<int>(answer.models->size())};
                         ended();
                     });
    }
    QMetaObject::invokeMethod(context, ended, Qt::QueuedConnection);
}

} // namespace espalier::app
