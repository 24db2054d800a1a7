// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/confirmstrip.h"

#include "theme/espalierstyle.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace espalier::ui {

ConfirmStrip::ConfirmStrip(QWidget *parent)
    : QFrame(parent)
    , m_question(plainLabel())
    , m_yes(new QPushButton(tr("Yes")))
    , m_no(new QPushButton(tr("Keep")))
{
    EspalierStyle::setButtonKind(m_yes, ButtonKind::Danger);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(8);
    layout->addWidget(m_question, 1);
    layout->addWidget(m_no);
    layout->addWidget(m_yes);
    connect(m_yes, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { answer(false); });
    hide();
}

void ConfirmStrip::ask(const QString &question, const QString &yes, std::function<void()> then,
                       std::function<void()> otherwise)
{
    dismiss();
    m_question->setText(question);
    setAccessibleName(question);
    m_yes->setText(yes);
    m_then = std::move(then);
    m_otherwise = std::move(otherwise);
    show();
    m_no->setFocus(Qt::OtherFocusReason); // what a person presses without reading takes nothing away
}

void ConfirmStrip::dismiss()
{
    if (!isHidden())
        answer(false);
}

void ConfirmStrip::answer(bool yes)
{
    const auto then = std::exchange(m_then, {});
    const auto otherwise = std::exchange(m_otherwise, {});
    hide();
    if (yes && then)
        then();
    else if (!yes && otherwise)
        otherwise();
}

void ConfirmStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        answer(false);
    else
        QFrame::keyPressEvent(event);
}

void ConfirmStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(&painter, rect(), tokensFor(palette()).brickSoft, QColor(), 6);
}

} // namespace espalier::ui
