// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/endpointprobe.h"
#include "engine/modeprobe.h"
#include "settings/endpointprofile.h"

#include <memory>
#include <string>

namespace espalier::app {

class Engine;

/// A probe of the window: opens the endpoint (which may wait for a key ring), asks, keeps what was found. The
/// engine stays the caller's and must outlive it. Thread: GUI.
class DesktopProbe : public ui::ModeProbe
{
    Q_OBJECT

public:
    /// `keepIn`: the stored profile that gets what is found; empty: none.
    DesktopProbe(Engine &engine, settings::EndpointProfile profile, std::string model, EnteredSecrets entered,
                 std::string keepIn);
    ~DesktopProbe() override;

    void stop() override;

private:
    void ask(EndpointAccess access);
    void end(const run::ProbeReport &report, const Error &error);
    void endLater(const Error &error);

    Engine &m_engine;
    std::string m_model;
    std::string m_keepIn;
    std::unique_ptr<EndpointProbe> m_probe;
    bool m_over = false;
};

} // namespace espalier::app
