// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace espalier::ui {

/// A question inside a dialog, with the answers beside it: what it asks about is still to be seen. Hidden
/// while nothing is asked.
class AskBar : public QFrame
{
    Q_OBJECT

public:
    struct Answer
    {
        QString text; ///< empty: there is no such answer
        std::function<void()> action;
    };

    explicit AskBar(QWidget *parent = nullptr);

    /// `main` is the answer that loses nothing; `other` may lose something. `stay` is always offered and does
    /// nothing but call its action.
    void ask(const QString &question, Answer main, Answer other, Answer stay);
    /// The answer "stay", as by its button. No effect while nothing is asked.
    void stay();
    void close();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void answer(const Answer &given);

    QLabel *m_question;
    QPushButton *m_mainButton;
    QPushButton *m_otherButton;
    QPushButton *m_stayButton;
    Answer m_main;
    Answer m_other;
    Answer m_stay;
};

} // namespace espalier::ui
