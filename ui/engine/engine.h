// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/liverun.h"
#include "engine/order.h"
#include "engine/preview.h"
#include "secrets/secret.h"

#include <QList>
#include <QObject>

#include <memory>

namespace espalier::ui {

/// What the window needs of the rest of the program. Implemented where the program is put together; a fake
/// one in tests.
///
/// Nothing leaves this computer by itself: only start() and fetchModels() send anything, and only when a
/// person asked. Answers come later, from the event loop, never from inside a call. Thread: GUI.
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
    /// Begins a run. A run that cannot be made ends through finished like any other.
    [[nodiscard]] virtual std::unique_ptr<LiveRun> start(const RunOrder &order) = 0;
    /// What start() would send for this order, made by the same steps. Sends nothing and asks no key store.
    /// Its cost grows with the document.
    [[nodiscard]] virtual RequestPreview preview(const RunOrder &order) const = 0;

Q_SIGNALS:
    void endpointsChanged();
    void keyFactsChanged(const QString &endpoint);
    /// `error`: kind None when it worked.
    void keyStored(const QString &endpoint, const espalier::Error &error);
    void modelsFetched(const QString &endpoint, const QStringList &models);
    void modelsFailed(const QString &endpoint, const espalier::Error &error);
};

} // namespace espalier::ui
