// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QString>

class QLabel;
class QToolButton;

namespace espalier::ui {

/// A coloured strip that says what happened, where, and what to do next. Hidden until there is something to
/// say. All texts are shown as plain text: they may hold a server's words.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Failure, Hint, Good };

    explicit Banner(QWidget *parent = nullptr);
    /// `nextStep` may be empty.
    void say(Kind kind, const QString &title, const QString &message, const QString &nextStep = {});
    void clear();
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restyle();

    Kind m_kind = Kind::Hint;
    QLabel *m_title;
    QLabel *m_message;
    QLabel *m_nextStep;
    QToolButton *m_close;
};

} // namespace espalier::ui
