// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "secrets/secret.h"
#include "wire/modellist.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace espalier::ui {

/// What a connection test looks at, in this order.
enum class ConnectionStep : std::uint8_t {
    Address, ///< it can be called at all
    Reach,   ///< somebody answers there
    Tls,     ///< and is trusted; not asked on http
    Key,     ///< the endpoint takes the key
    Models,  ///< and lists its models
};

enum class StepState : std::uint8_t {
    Running,
    Good,
    Warning, ///< works with a restriction, which the detail names
    Bad,
    NotAsked, ///< does not apply, or could not be found out
};

/// Secrets that were entered and are not stored yet, by the name of their entry: the profile's name for its
/// key, settings::secretHeaderEntry and settings::proxyPasswordEntry for the others.
using EnteredSecrets = std::map<std::string, secrets::Secret>;

/// One test of an endpoint, as the window sees it. Begins by itself, from the event loop.
///
/// Signals: from the event loop, never from inside a call; step any number of times, each step's last word
/// counts; modelsListed at most once; finished exactly once, nothing after it, cancel() included. Deleting a
/// running one cancels it silently. Thread: GUI.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void cancel() = 0;

Q_SIGNALS:
    /// `detail`: a few words beside the mark, plain text. `error`: kind None unless the state is Bad or
    /// Warning; may hold words of the server.
    void step(espalier::ui::ConnectionStep step, espalier::ui::StepState state, const QString &detail,
              const espalier::Error &error);
    void modelsListed(const std::vector<espalier::wire::ModelInfo> &models);
    void finished();
};

} // namespace espalier::ui
