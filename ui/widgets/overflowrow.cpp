// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/overflowrow.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace espalier::ui {

static constexpr int kGap = 8;

OverflowRow::OverflowRow(QWidget *parent)
    : QWidget(parent)
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(m_more))
{
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("What else can be done"));
    m_more->setAccessibleName(tr("More of what can be done"));
    m_more->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->hide();
    m_menu->setToolTipsVisible(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void OverflowRow::addButton(QPushButton *button)
{
    button->setParent(this);
    button->show();
    m_buttons.append(button);
    updateGeometry();
    arrange();
}

void OverflowRow::clear()
{
    emptyMenu();
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater(); // it may be the one that was pressed
    }
    m_buttons.clear();
    m_more->hide();
    updateGeometry();
}

QSize OverflowRow::sizeHint() const
{
    QSize size(0, 0);
    for (const QPushButton *button : m_buttons) {
        const QSize hint = button->sizeHint();
        size = QSize(size.width() + hint.width() + (size.width() > 0 ? kGap : 0),
                     std::max(size.height(), hint.height()));
    }
    return size;
}

QSize OverflowRow::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), m_more->sizeHint().width()), sizeHint().height()};
}

void OverflowRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool OverflowRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::FontChange)
        arrange();
    return QWidget::event(event);
}

/// How many of the first buttons have room, with "More" behind them when there are others.
qsizetype OverflowRow::fitting(int width) const
{
    if (sizeHint().width() <= width)
        return m_buttons.size();
    int left = width - m_more->sizeHint().width();
    qsizetype count = 0;
    while (count < m_buttons.size()) {
        left -= m_buttons.at(count)->sizeHint().width() + kGap;
        if (left < 0)
            break;
        ++count;
    }
    return count;
}

void OverflowRow::arrange()
{
    const qsizetype shown = fitting(width());
    const int height = sizeHint().height();
    int x = 0;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        QPushButton *button = m_buttons.at(i);
        button->setVisible(i < shown);
        if (i < shown) {
            const int wide = button->sizeHint().width();
            button->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, wide, height)));
            x += wide + kGap;
        }
    }
    m_more->setVisible(shown < m_buttons.size());
    m_more->setGeometry(
        QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, m_more->sizeHint().width(), height)));
    fillMenu(shown);
}

/// Not QMenu::clear(), which deletes at once: it may be one of these that was triggered.
void OverflowRow::emptyMenu()
{
    const QList<QAction *> actions = m_menu->actions();
    for (QAction *action : actions) {
        m_menu->removeAction(action);
        action->deleteLater();
    }
}

void OverflowRow::fillMenu(qsizetype firstHidden)
{
    if (m_menu->actions().size() == m_buttons.size() - firstHidden)
        return;
    emptyMenu();
    for (QPushButton *button : m_buttons.mid(firstHidden)) {
        QAction *action = m_menu->addAction(button->text(), button, &QPushButton::click);
        action->setToolTip(button->toolTip());
    }
}

} // namespace espalier::ui
