// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace espalier::ui {

/// Keeps Escape from the window's shortcuts while something has popped up: the key closes that and nothing
/// else. Qt takes a pop-up for a part of its window, and asks the shortcuts before the list of a box. Watches
/// the whole application for as long as it lives. Thread: GUI.
class EscapeGuard : public QObject
{
    Q_OBJECT

public:
    explicit EscapeGuard(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_passing = false; ///< the event is on its way to who would have got it
};

} // namespace espalier::ui
