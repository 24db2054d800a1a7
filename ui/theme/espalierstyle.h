// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProxyStyle>

namespace espalier::ui {

/// What a button is for; set with setButtonKind.
enum class ButtonKind {
    Plain,   ///< framed
    Primary, ///< filled with leaf: the one thing to do here
    Danger,  ///< framed in brick: stops or removes
    Quiet,   ///< no frame until touched
};

/// Fusion with flat frames: 1 px lines, 6 px corners, controls 32 px high at the usual font, no gradients, no
/// shadows. Colours come from the palette alone. Sizes follow the font.
class EspalierStyle : public QProxyStyle
{
    Q_OBJECT

public:
    EspalierStyle();

    static void setButtonKind(QWidget *button, ButtonKind kind);
    [[nodiscard]] static ButtonKind buttonKind(const QWidget *button);

    /// Pixels that a combo box keeps free before its text, for a caption of its own.
    static void setCaptionWidth(QWidget *combo, int width);

    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returned = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
};

} // namespace espalier::ui
