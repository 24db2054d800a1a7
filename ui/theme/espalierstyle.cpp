// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/espalierstyle.h"

#include "theme/styleshapes.h"
#include "theme/tokens.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QTreeView>

#include <algorithm>

namespace espalier::ui {

static constexpr char kKindProperty[] = "espalierButtonKind";
static constexpr char kCaptionProperty[] = "espalierCaptionWidth";
static constexpr int kHeadingPad = 6; // as RowDelegate has it

EspalierStyle::EspalierStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void EspalierStyle::setButtonKind(QWidget *button, ButtonKind kind)
{
    button->setProperty(kKindProperty, static_cast<int>(kind));
    button->update();
}

void EspalierStyle::setCaptionWidth(QWidget *combo, int width)
{
    combo->setProperty(kCaptionProperty, width);
}

static int captionWidth(const QWidget *combo)
{
    return combo ? combo->property(kCaptionProperty).toInt() : 0;
}

ButtonKind EspalierStyle::buttonKind(const QWidget *button)
{
    return button ? static_cast<ButtonKind>(button->property(kKindProperty).toInt()) : ButtonKind::Plain;
}

void EspalierStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int EspalierStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
        return 1;
    case PM_SplitterWidth:
        return 7; // wide enough to be caught; only its middle line is painted
    case PM_DockWidgetSeparatorExtent:
        return 5;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 24;
    case PM_TabBarTabHSpace:
        return 12;
    case PM_TabBarTabVSpace:
    case PM_TreeViewIndentation:
        return 20;
    case PM_MenuVMargin:
        return 4;
    case PM_FocusFrameHMargin: // words of plain tables level with their headings; Qt adds 1
        return qobject_cast<const QTreeView *>(widget) ? kHeadingPad - 1
                                                       : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_HeaderMargin:
        return 0; // kHeadingPad says it
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int EspalierStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                             QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
        return 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Table_GridLineColor:
        return static_cast<int>(tokensFor(QApplication::palette()).line.rgba());
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize EspalierStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                      const QWidget *widget) const
{
    QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int text = option ? option->fontMetrics.height() : 0;
    switch (type) {
    case CT_PushButton:
        return {out.width() + 8, std::max(out.height(), text + 16)};
    case CT_ComboBox:
        return {out.width() + 12 + captionWidth(widget), std::max(out.height(), text + 16)};
    case CT_LineEdit:
        return {out.width(), std::max(out.height(), text + 16)};
    case CT_MenuItem:
        return {out.width() + 8, std::max(out.height(), text + 10)};
    case CT_MenuBarItem:
        return {out.width() + 4, text + 12};
    case CT_HeaderSection:
        return {out.width() + 2 * kHeadingPad, text + 10};
    case CT_ItemViewItem:
        return {out.width(), std::max(out.height(), text + 10)};
    case CT_TabBarTab: // Qt counts plain letters; those of the current tab are wider
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option); tab && widget) {
            const auto wide = [tab](const QFont &font) {
                return QFontMetrics(font).size(Qt::TextShowMnemonic, tab->text).width();
            };
            return {out.width() + wide(currentTabFont(widget->font())) - wide(widget->font()), out.height()};
        }
        return out;
    default:
        return out;
    }
}

QRect EspalierStyle::subElementRect(SubElement element, const QStyleOption *option,
                                    const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    return element == SE_LineEditContents && frame && frame->lineWidth > 0 ? rect.adjusted(6, 0, -6, 0)
                                                                           : rect;
}

QRect EspalierStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                    SubControl part, const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        bar && control == CC_ScrollBar) {
        const QRect slider = scrollSliderRect(*bar);
        const bool horizontal = bar->orientation == Qt::Horizontal;
        switch (part) {
        case SC_ScrollBarSlider:
            return slider;
        case SC_ScrollBarGroove:
            return bar->rect;
        case SC_ScrollBarSubPage:
            return horizontal ? QRect(bar->rect.topLeft(), slider.bottomLeft() - QPoint(1, 0))
                              : QRect(bar->rect.topLeft(), slider.topRight() - QPoint(0, 1));
        case SC_ScrollBarAddPage:
            return horizontal ? QRect(slider.topRight() + QPoint(1, 0), bar->rect.bottomRight())
                              : QRect(slider.bottomLeft() + QPoint(0, 1), bar->rect.bottomRight());
        default:
            return {};
        }
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        box && control == CC_ComboBox) {
        const int arrow = 26;
        if (part == SC_ComboBoxEditField)
            return visualRect(box->direction, box->rect,
                              box->rect.adjusted(8 + captionWidth(widget), 1, -arrow, -1));
        if (part == SC_ComboBoxArrow)
            return visualRect(
                box->direction, box->rect,
                QRect(box->rect.right() - arrow + 1, box->rect.top(), arrow, box->rect.height()));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void EspalierStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    const Tokens &tokens = tokensFor(option->palette);
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        paintButton(painter, *option, buttonKind(widget),
                    button && button->features & QStyleOptionButton::DefaultButton);
        return;
    }
    case PE_FrameFocusRect:
        // Buttons and tabs show the focus in their own frame, lists in their selected row.
        if (!qobject_cast<const QPushButton *>(widget) && !qobject_cast<const QAbstractItemView *>(widget))
            paintBox(painter, option->rect, QColor(), tokens.leaf, 3);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->lineWidth > 0) {
            if (option->state & State_ReadOnly) // nothing to write in: no field
                paintBox(painter, option->rect, tokens.ground,
                         option->state & State_HasFocus ? tokens.leaf : QColor(), 3);
            else
                paintField(painter, *option, true);
        }
        return;
    case PE_FrameLineEdit:
    case PE_IndicatorTabTearLeft: // it would stand over the name of a tab; the arrows say that there is more
    case PE_IndicatorTabTearRight:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          tokens.line);
        return;
    case PE_FrameTabWidget:
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1),
                          tokens.line);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            paintChevron(painter, option->rect, option->state & State_Open ? Qt::DownArrow : Qt::RightArrow,
                         tokens.dim);
        return;
    case PE_IndicatorDockWidgetResizeHandle: {
        const QRect &rect = option->rect;
        const bool upright = rect.height() > rect.width();
        painter->fillRect(rect, tokens.ground);
        painter->fillRect(upright ? QRect(rect.center().x(), rect.top(), 1, rect.height())
                                  : QRect(rect.left(), rect.center().y(), rect.width(), 1),
                          tokens.line);
        return;
    }
    case PE_PanelItemViewRow: // the tree fills its rows itself
        return;
    case PE_PanelItemViewItem:
        if (option->state & (State_Selected | State_MouseOver) && !(widget && widget->inherits("QTreeView")))
            painter->fillRect(option->rect, tokens.selection);
        return;
    case PE_IndicatorRadioButton:
    case PE_IndicatorCheckBox:
        paintChoice(painter, *option, element == PE_IndicatorRadioButton);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, tokens.panel);
        return;
    case PE_PanelTipLabel:
    case PE_FrameMenu:
        paintBox(painter, option->rect, element == PE_PanelTipLabel ? tokens.panel : QColor(), tokens.line,
                 0);
        return;
    case PE_Frame:
        paintBox(painter, option->rect, QColor(), option->state & State_HasFocus ? tokens.leaf : tokens.line,
                 0);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void EspalierStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    const Tokens &tokens = tokensFor(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton coloured(*button);
            coloured.palette.setColor(QPalette::ButtonText, buttonText(*option, buttonKind(widget)));
            QProxyStyle::drawControl(element, &coloured, painter, widget);
        }
        return;
    case CE_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            paintTab(painter, *tab);
        return;
    case CE_Splitter: {
        const QPoint middle = option->rect.center();
        painter->fillRect(option->rect, tokens.panel); // it parts what belongs to one place of work
        const bool upright = option->state & State_Horizontal;
        painter->fillRect(upright ? QRect(middle.x(), option->rect.top(), 1, option->rect.height())
                                  : QRect(option->rect.left(), middle.y(), option->rect.width(), 1),
                          tokens.line);
        return;
    }
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame && frame->frameShape == QFrame::HLine)
            painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1),
                              tokens.line);
        else
            QProxyStyle::drawControl(element, option, painter, widget);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, tokens.panel);
        if (element == CE_HeaderSection || option->state & State_Horizontal) // below the last row is nothing
            painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                              tokens.line);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            painter->setPen(tokens.dim);
            const Qt::Alignment side =
                header->textAlignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft;
            painter->drawText(option->rect.adjusted(kHeadingPad, 0, -kHeadingPad, 0), Qt::AlignVCenter | side,
                              header->text);
        }
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, tokens.ground);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(option->rect, tokens.ground);
            if (option->state & (State_Selected | State_Sunken))
                paintBox(painter, option->rect.adjusted(2, 2, -2, -2), tokens.selection, QColor(), 4);
            painter->setPen(tokens.text);
            painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, item->text);
        }
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

/// A scroll bar lies on the ground of what it scrolls.
static QColor groundOf(const QWidget *bar, const QPalette &fallback)
{
    for (const QWidget *above = bar; above; above = above->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(above)) {
            const QWidget *view = area->viewport();
            return view->palette().color(view->autoFillBackground() ? view->backgroundRole()
                                                                    : QPalette::Window);
        }
    }
    return fallback.color(QPalette::Base);
}

void EspalierStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        bar && control == CC_ScrollBar) {
        painter->fillRect(option->rect, groundOf(widget, option->palette));
        paintScrollSlider(painter, *bar, scrollSliderRect(*bar));
        return;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        box && control == CC_ComboBox) {
        if (box->editable)
            paintField(painter, *option, true);
        else
            paintButton(painter, *option, ButtonKind::Plain, option->state & State_HasFocus);
        const QRect arrow = proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget);
        const bool enabled = option->state & State_Enabled;
        const Tokens &tokens = tokensFor(option->palette);
        paintChevron(painter, arrow, Qt::DownArrow, enabled ? tokens.dim : tokens.line);
        return;
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        box && control == CC_SpinBox && box->frame) {
        paintField(painter, *option, true);
        const Tokens &tokens = tokensFor(option->palette);
        const auto paintStep = [&](SubControl part, bool possible, Qt::ArrowType arrow) {
            const bool live = possible && option->state & State_Enabled;
            paintChevron(painter, proxy()->subControlRect(control, option, part, widget), arrow,
                         live ? tokens.dim : tokens.line);
        };
        paintStep(SC_SpinBoxUp, box->stepEnabled & QAbstractSpinBox::StepUpEnabled, Qt::UpArrow);
        paintStep(SC_SpinBoxDown, box->stepEnabled & QAbstractSpinBox::StepDownEnabled, Qt::DownArrow);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace espalier::ui
