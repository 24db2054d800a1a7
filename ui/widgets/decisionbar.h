// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/hooklink.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace espalier::ui {

/// Asks, beside the answer and without stopping anything else, what is to become of an answer that does not
/// fit. Hidden until a hook asks; goes when it was answered or the run was stopped.
class DecisionBar : public QFrame
{
    Q_OBJECT

public:
    explicit DecisionBar(QWidget *parent = nullptr);
    /// Asks what that run's hooks ask from now on.
    void follow(HookLink &link);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void ask(const HookQuestion &question);
    void decide(run::Verdict::Kind kind);
    void leave();

    QPointer<HookLink> m_link;
    QPointer<QWidget> m_cameFrom; ///< had the keyboard when it was asked
    QLabel *m_title;
    QLabel *m_message;
    QLineEdit *m_words;
    QPushButton *m_continue;
    QPushButton *m_accept;
    QPushButton *m_stop;
};

} // namespace espalier::ui
