// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "common/runrequest.h"
#include "desktop/desktopbench.h"
#include "engine/engine.h"
#include "secrets/secretstore.h"
#include "settings/endpointprofile.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace espalier::app {

class Engine;
struct DoomedEntry;

/// What the window asks of the program: profiles, keys, models, runs.
///
/// A key that was meant for one address does not go to another because somebody typed one: until remember()
/// says that the person wants it there, an address of another origin is refused. The engine stays the
/// caller's and must outlive this. Thread: GUI.
class DesktopEngine : public ui::Engine
{
    Q_OBJECT

public:
    explicit DesktopEngine(app::Engine &engine);

    [[nodiscard]] QList<ui::EndpointInfo> endpoints() const override;
    [[nodiscard]] ui::EndpointFacts facts(const ui::EndpointChoice &choice) const override;
    [[nodiscard]] ui::KeyFacts keyFacts(const QString &endpoint) const override;
    void storeKey(const QString &endpoint, secrets::Secret key, ui::KeyPlace place) override;
    void forgetKey(const QString &endpoint) override;
    void fetchModels(const ui::EndpointChoice &choice) override;
    void remember(const ui::EndpointChoice &choice, const QString &model) override;
    [[nodiscard]] settings::EndpointProfile profile(const QString &name) const override;
    [[nodiscard]] std::optional<Error> saveProfile(const settings::EndpointProfile &profile,
                                                   const QString &formerName) override;
    [[nodiscard]] std::optional<Error> removeProfile(const QString &name) override;
    void storeSecret(const QString &entry, secrets::Secret value, ui::KeyPlace place) override;
    [[nodiscard]] std::unique_ptr<ui::ConnectionTest> testConnection(const settings::EndpointProfile &profile,
                                                                     ui::EnteredSecrets entered) override;
    [[nodiscard]] run::ProbePlan::Estimate probeCost(const settings::EndpointProfile &profile,
                                                     const std::string &model) const override;
    [[nodiscard]] std::unique_ptr<ui::ModeProbe> probeModes(const settings::EndpointProfile &profile,
                                                            const std::string &model,
                                                            ui::EnteredSecrets entered,
                                                            const QString &keepIn) override;
    void findLocalServers() override;
    [[nodiscard]] std::unique_ptr<ui::LiveRun> start(const ui::RunOrder &order) override;
    /// Starts the practice endpoint inside the program for its address, where that is the one chosen.
    [[nodiscard]] ui::RequestPreview preview(const ui::RunOrder &order) const override;
    [[nodiscard]] ui::HookBench &bench() override { return m_bench; }
    /// What an order asks, whichever endpoint it is for; without its hooks.
    [[nodiscard]] Result<RunOptions, Error> optionsOf(const ui::RunOrder &order) const;

private:
    /// An order put into the program's own words: what both start() and preview() begin from.
    struct Plan
    {
        settings::EndpointProfile profile;
        RunOptions options;
    };
    [[nodiscard]] Result<Plan, Error> planOf(const ui::RunOrder &order) const;
    /// The stored profile or preset, its key where it is in this session.
    [[nodiscard]] settings::EndpointProfile profileOf(const QString &endpoint) const;
    /// The same with the address of the choice; an error when it cannot be used.
    [[nodiscard]] Result<settings::EndpointProfile, Error> profileFor(const ui::EndpointChoice &choice) const;
    void adoptKeySource(const std::string &name, ui::KeyPlace place);
    void tellKeyStored(const QString &endpoint, ui::KeyPlace place, const secrets::SecretResult &result);
    void setWaiting(const QString &endpoint, bool waiting);
    void dropSessionKey(const std::string &name);
    /// Takes away what must not serve the changed profile, then moves the rest to its new name.
    void settleSecrets(const settings::EndpointProfile &before, const settings::EndpointProfile &now);
    void forgetWhenSettled(const std::string &former, const QString &name,
                           const std::vector<DoomedEntry> &entries);
    /// Does `then` when no secret is on its way: at once, or behind what waits already.
    void whenSettled(std::function<void()> then);
    void endSettling();

    DesktopBench m_bench;
    app::Engine &m_engine;               // not ui::Engine, whose name is nearer here
    std::set<std::string> m_sessionKeys; ///< profiles with a key entered in this session
    std::set<QString> m_waiting;         ///< profiles whose key ring is being asked
    bool m_settling = false;             ///< a move or a removal is under way
    std::deque<std::function<void()>> m_afterSettling;
    std::map<QString, QString> m_keyProblems; ///< why a profile's key could not be kept last time
};

} // namespace espalier::app
