// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

namespace espalier::ui {

/// As high as what is in it while there is room; where there is less, that scrolls instead of being cut in
/// the middle of a line. Takes no height when nothing in it is shown.
class GivingArea : public QScrollArea
{
    Q_OBJECT

public:
    /// Takes the content.
    explicit GivingArea(QWidget *content, QWidget *parent = nullptr);
    /// Takes over the height of the content now, not with the next turn of the event loop.
    void fit();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int wantedHeight() const;
    int m_height = 0; ///< of the content in the width of the moment
};

} // namespace espalier::ui
