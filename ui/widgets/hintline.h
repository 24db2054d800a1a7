// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;

namespace espalier::ui {

class LinkButton;

/// A sentence on amber beside what it is about, with one action at its end. Hidden until there is something
/// to say. Plain text.
class HintLine : public QFrame
{
    Q_OBJECT

public:
    explicit HintLine(const QString &action, QWidget *parent = nullptr);
    /// An empty text hides it.
    void say(const QString &text);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    QLabel *m_text;
    LinkButton *m_action;
};

} // namespace espalier::ui
