// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <optional>

namespace espalier::ui {

/// A bar that is a model's context window: what the question takes of it, filled, then what the answer may
/// have, soft. Without a window an empty dashed frame. Colour is not alone: words stand beside it, and a
/// question too long for the window reaches past its mark.
class ContextMeter : public QWidget
{
    Q_OBJECT

public:
    explicit ContextMeter(QWidget *parent = nullptr);

    /// All in tokens. `answer`: most tokens of the answer.
    void setFigures(qint64 prompt, std::optional<qint64> window, std::optional<qint64> answer);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_prompt = 0;
    std::optional<qint64> m_window;
    std::optional<qint64> m_answer;
};

} // namespace espalier::ui
