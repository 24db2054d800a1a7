// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/connectiontest.h"

#include <QWidget>

namespace espalier::ui {

class DimLabel;

/// One step of a connection test: mark, name, and what there is to say, all as plain text.
class StepLine : public QWidget
{
    Q_OBJECT

public:
    explicit StepLine(const QString &name, QWidget *parent = nullptr);
    void setState(StepState state, const QString &detail, const Error &error);
    /// Nothing is known.
    void reset();
    /// For screen readers and tests: "Reachable: works, the server answers".
    [[nodiscard]] QString spoken() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int markSize() const;
    void say(const QString &detail);

    QString m_name;
    bool m_known = false;
    StepState m_state = StepState::NotAsked;
    DimLabel *m_detail;
};

/// "works", "fails", … so that colour never speaks alone.
[[nodiscard]] QString stepStateText(StepState state);

} // namespace espalier::ui
