// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

namespace espalier::ui {

/// A line to type in that shows by an ellipsis that its text goes on; while one types in it, it is whole and
/// scrolls.
class ElidedEdit : public QLineEdit
{
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;
    /// What is painted now.
    [[nodiscard]] QString shownText() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QRect room() const;
};

} // namespace espalier::ui
