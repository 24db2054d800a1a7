// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QString>

#include <functional>

class QLabel;
class QPushButton;

namespace espalier::ui {

/// Asks, in its place and not in a window of its own, before something is taken away for good. Hidden until
/// it asks; a second question takes the place of the first. Escape keeps everything.
class ConfirmStrip : public QFrame
{
    Q_OBJECT

public:
    explicit ConfirmStrip(QWidget *parent = nullptr);

    /// `question`: plain text. `yes`: what the button says that does it. `then` is called once, when it is
    /// pressed; `otherwise` when the person keeps everything or another question comes (may be empty).
    void ask(const QString &question, const QString &yes, std::function<void()> then,
             std::function<void()> otherwise = {});
    /// Takes the question back, as if the person kept everything.
    void dismiss();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void answer(bool yes);

    QLabel *m_question;
    QPushButton *m_yes;
    QPushButton *m_no;
    std::function<void()> m_then;
    std::function<void()> m_otherwise;
};

} // namespace espalier::ui
