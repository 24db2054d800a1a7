// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace espalier::ui {

/// The head of a message: a triangle when there is more to show (checked: all is shown), the role as a chip,
/// words beside it. The button's text is the role. Plain text.
class MessageHead : public QAbstractButton
{
    Q_OBJECT

public:
    explicit MessageHead(QWidget *parent = nullptr);
    void setWords(const QString &role, const QString &words);
    /// Whether there is more than the first lines.
    void setLong(bool isLong);
    [[nodiscard]] bool isLong() const { return m_long; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_words;
    bool m_long = false;
};

} // namespace espalier::ui
