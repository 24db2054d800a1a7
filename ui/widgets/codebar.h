// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace espalier::ui {

/// Says that a recipe brings code nobody allowed here, shows all of it in its place, and allows it: only what
/// was shown can be allowed. Hidden when there is nothing to ask.
class CodeBar : public QFrame
{
    Q_OBJECT

public:
    explicit CodeBar(QWidget *parent = nullptr);
    /// What waits: entries of a recipe's checks and hooks. Other ones have to be looked at anew.
    void setWaiting(const json::Value::Array &checks, const json::Value::Array &hooks);

Q_SIGNALS:
    void allowed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showCode(bool shown);
    void restyle();

    QLabel *m_text;
    QPushButton *m_show;
    QPushButton *m_allow;
    QPlainTextEdit *m_code;
};

} // namespace espalier::ui
