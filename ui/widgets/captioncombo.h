// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>
#include <QIcon>

namespace espalier::ui {

/// A combo box that carries its own caption, small and dim, before what is chosen. A screen reader is told
/// both (CaptionComboAccess); accessibleName() is the caption.
class CaptionCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit CaptionCombo(const QString &caption, QWidget *parent = nullptr);
    /// The caption and a few letters; what does not fit is elided and stands in the tool tip.
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// As wide as its longest entry, within reason: names of models can be pages long.
    [[nodiscard]] QSize sizeHint() const override;
    /// A small mark before the caption, for the state of what is chosen; words elsewhere say the same. The
    /// icons of the items are for the list only.
    void setMark(const QIcon &mark);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void childEvent(QChildEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void measure();
    [[nodiscard]] int markWidth() const;

    QString m_caption;
    QIcon m_mark;
};

} // namespace espalier::ui
