// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QCheckBox;
class QLabel;

namespace espalier::ui {

/// Asks, inside the page, whether secrets that have gone to one host may go to another one. The answer is no
/// until the person says yes, and no again when the hosts are others.
class MoveQuestion : public QFrame
{
    Q_OBJECT

public:
    explicit MoveQuestion(QWidget *parent = nullptr);

    /// Asks; with an empty `from` there is nothing to ask.
    void ask(const QString &endpoint, const QString &from, const QString &to);
    /// There is a question, and it was not answered with yes.
    [[nodiscard]] bool isRefused() const;

Q_SIGNALS:
    void answered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_from;
    QString m_to;
    QLabel *m_words;
    QCheckBox *m_allow;
};

} // namespace espalier::ui
