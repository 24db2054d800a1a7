// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hookbench.h"
#include "run/hookprogram.h"

#include <functional>
#include <memory>

namespace espalier::app {

class DesktopEngine;
class Engine;

/// Tries checks, hooks and limits with the program's own evaluator, programs and practice endpoint. Both
/// engines stay the caller's and must outlive this.
class DesktopBench : public ui::HookBench
{
public:
    DesktopBench(Engine &engine, const DesktopEngine &orders);

    void tryCheck(const json::Value &check, const json::Value &answer, const QString &document,
                  QObject *context, Done done) override;
    void tryHook(const json::Value &hook, QObject *context, Done done) override;
    [[nodiscard]] QString faultProblem(const QString &faults) const override;
    [[nodiscard]] std::unique_ptr<ui::LiveRun> rehearse(const ui::RunOrder &order,
                                                        const QString &faults) override;

private:
    void tryDecision(const std::function<std::shared_ptr<run::ValidationHook>(run::HookComplaint)> &make,
                     const json::Value &hook, QObject *context, Done done);

    Engine &m_engine;
    const DesktopEngine &m_orders;
};

} // namespace espalier::app
