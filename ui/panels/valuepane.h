// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/whyempty.h"

#include <QPersistentModelIndex>
#include <QWidget>

class QLabel;

namespace espalier::ui {

class ValueView;

/// The selected value in full, and above it, when it is empty or not what was asked for, why.
class ValuePane : public QWidget
{
    Q_OBJECT

public:
    explicit ValuePane(QWidget *parent = nullptr);

    /// Shows the value of that row; an invalid index: nothing.
    void showValue(const QModelIndex &index);
    /// The model has changed.
    void follow();
    /// How far the answer got; what is said of the value follows.
    void setEnd(AnswerEnd end);
    /// Says why the value is empty, or that it is not, in any case, and tells screen readers.
    void explain();
    [[nodiscard]] QString reason() const;
    /// Pixels that so many lines of the value need, with the room around them.
    [[nodiscard]] int heightOfLines(int lines) const;

private:
    void showReason(bool always);

    QLabel *m_why;
    ValueView *m_value;
    QPersistentModelIndex m_index;
    AnswerEnd m_end = AnswerEnd::Growing;
};

} // namespace espalier::ui
