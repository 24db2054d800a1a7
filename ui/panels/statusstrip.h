// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/order.h"
#include "run/runresult.h"
#include "shell/runcontroller.h"

#include <QWidget>

namespace espalier::ui {

class DimLabel;

/// The last line of the window: how the run stands, how fast, what it used; whose key, and what leaves this
/// computer.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget *parent = nullptr);
    void showProgress(const RunProgress &progress);
    /// The end in words; stays until the next progress.
    void showEnd(const run::RunResult &result);
    /// The figures of a run of the past.
    void showPast(const run::RunResult &result);
    void showEndpoint(const EndpointFacts &facts, const KeyFacts &key);

private:
    DimLabel *m_state;
    DimLabel *m_speed;
    DimLabel *m_tokens;
    DimLabel *m_cost;
    DimLabel *m_repairs;
    DimLabel *m_key;
    DimLabel *m_leaves;
};

} // namespace espalier::ui
