// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"
#include "store/trystore.h"

#include <QWidget>

namespace espalier::ui {

class DimLabel;

/// The mark of a state as a widget of its own.
class StateSign : public QWidget
{
    Q_OBJECT

public:
    explicit StateSign(QWidget *parent = nullptr);
    void setState(ValueState state);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ValueState m_state = ValueState::Absent;
};

/// What a try was, in three lines: which and when, how it ended, who was asked, what it took. Plain text.
class TryHead : public QWidget
{
    Q_OBJECT

public:
    /// `letter`: what it is called in the comparison, "A". `title`: said instead of the time; empty: the
    /// time.
    TryHead(const QString &letter, const store::TryRecord &record, qint64 nowMs, const QString &title = {},
            QWidget *parent = nullptr);
};

} // namespace espalier::ui
