// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/connectiontest.h"
#include "engine/hookbench.h"
#include "engine/liverun.h"
#include "engine/modeprobe.h"
#include "engine/order.h"
#include "engine/preview.h"
#include "secrets/secret.h"
#include "settings/endpointprofile.h"

#include <QList>
#include <QObject>

#include <memory>
#include <optional>

namespace espalier::ui {

/// What the window needs of the rest of the program. Implemented where the program is put together; a fake
/// one in tests.
///
/// Nothing leaves this computer by itself: only start(), fetchModels(), testConnection() and probeModes()
/// send anything, findLocalServers() asks this computer, and all of them only when a person asked. Answers
/// come later, from the event loop, never from inside a call. Thread: GUI.
class Engine : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<EndpointInfo> endpoints() const = 0;
    [[nodiscard]] virtual EndpointFacts facts(const EndpointChoice &choice) const = 0;
    /// What is known now; keyFactsChanged() tells when that changes.
    [[nodiscard]] virtual KeyFacts keyFacts(const QString &endpoint) const = 0;

    /// Keeps a key. keyStored() follows, once. A slow key ring holds up nothing.
    virtual void storeKey(const QString &endpoint, secrets::Secret key, KeyPlace place) = 0;
    /// Forgets the keys of an endpoint in key ring and session. keyStored() follows.
    virtual void forgetKey(const QString &endpoint) = 0;
    /// Asks the endpoint for its models. modelsFetched() or modelsFailed() follows.
    virtual void fetchModels(const EndpointChoice &choice) = 0;
    /// Keeps what was last used with an endpoint. From then on its key may go to that address.
    virtual void remember(const EndpointChoice &choice, const QString &model) = 0;

    /// What is stored under that name, a preset, or an empty profile of that name. A key of this session
    /// shows as key source Session.
    [[nodiscard]] virtual settings::EndpointProfile profile(const QString &name) const = 0;
    /// Keeps a profile that is new (`formerName` empty), renamed or edited. Saying so is the person's word
    /// that its key may go to its address. Secrets follow a new name from the event loop; keysMoved() tells
    /// how that went when there were any. What the profile leaves behind (a key of the key ring that it does
    /// not take to another server, secret headers that were taken out, another proxy's password) is
    /// forgotten; secretsForgotten() tells. What is stored after this call comes last. Errors: Usage (a
    /// secret in an address, a name that is taken or belongs to a preset), CannotWrite; nothing has changed
    /// then.
    [[nodiscard]] virtual std::optional<Error> saveProfile(const settings::EndpointProfile &profile,
                                                           const QString &formerName) = 0;
    /// Removes a profile; a preset is again as it came. All its secrets are forgotten, in session and key
    /// ring; secretsForgotten() follows.
    [[nodiscard]] virtual std::optional<Error> removeProfile(const QString &name) = 0;
    /// Keeps the value of a secret header or a proxy's "user:password" under its entry's name
    /// (settings::secretHeaderEntry, settings::proxyPasswordEntry). secretStored() follows, once.
    virtual void storeSecret(const QString &entry, secrets::Secret value, KeyPlace place) = 0;
    /// Tests an endpoint as it stands in `profile`, saved or not. Secrets that were entered go before stored
    /// ones of the same name.
    [[nodiscard]] virtual std::unique_ptr<ConnectionTest>
    testConnection(const settings::EndpointProfile &profile, EnteredSecrets entered) = 0;
    /// What probeModes() would cost at most. Sends nothing.
    [[nodiscard]] virtual run::ProbePlan::Estimate probeCost(const settings::EndpointProfile &profile,
                                                             const std::string &model) const = 0;
    /// Asks an endpoint as it stands in `profile`, saved or not, with small questions what it can do with a
    /// model; secrets as in testConnection(). What is found is kept in the stored profile or preset of the
    /// name `keepIn` (empty: nowhere; it is of other settings than those).
    [[nodiscard]] virtual std::unique_ptr<ModeProbe> probeModes(const settings::EndpointProfile &profile,
                                                                const std::string &model,
                                                                EnteredSecrets entered,
                                                                const QString &keepIn) = 0;
    /// Asks 127.0.0.1 on the usual ports of the presets for local servers. localServersFound() follows, once.
    virtual void findLocalServers() = 0;

    /// Begins a run. A run that cannot be made ends through finished like any other.
    [[nodiscard]] virtual std::unique_ptr<LiveRun> start(const RunOrder &order) = 0;
    /// Where checks and hooks are tried by themselves. Lives as long as the engine.
    [[nodiscard]] virtual HookBench &bench() = 0;
    /// What start() would send for this order, made by the same steps. Sends nothing and asks no key store.
    /// Its cost grows with the document.
    [[nodiscard]] virtual RequestPreview preview(const RunOrder &order) const = 0;

Q_SIGNALS:
    void endpointsChanged();
    void keyFactsChanged(const QString &endpoint);
    /// `error`: kind None when it worked.
    void keyStored(const QString &endpoint, const espalier::Error &error);
    void secretStored(const QString &entry, const espalier::Error &error);
    /// The secrets of a renamed profile were moved; kind None when all of them were.
    void keysMoved(const QString &endpoint, const espalier::Error &error);
    /// Secrets of an endpoint that was removed or changed were removed; kind None when all of them were.
    void secretsForgotten(const QString &endpoint, const espalier::Error &error);
    void localServersFound(const QList<espalier::ui::LocalServer> &servers);
    void modelsFetched(const QString &endpoint, const QStringList &models);
    void modelsFailed(const QString &endpoint, const espalier::Error &error);
};

} // namespace espalier::ui
