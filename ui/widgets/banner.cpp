// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/banner.h"

#include "text/valuetext.h"
#include "theme/icons.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/overflowrow.h"
#include "widgets/sectionlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {

/// A word without end, as servers send them, may be broken: it would hold the window wide.
static QString breakable(const QString &text)
{
    static constexpr int kLongWord = 40;
    QString out;
    int length = 0;
    for (const QChar character : text) {
        out += character;
        length = character.isSpace() || character.isLowSurrogate() ? 0 : length + 1;
        if (length == kLongWord && !character.isHighSurrogate()) {
            out += QChar(0x200B); // ZERO WIDTH SPACE
            length = 0;
        }
    }
    return out;
}

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_title(plainLabel())
    , m_message(plainLabel())
    , m_nextStep(plainLabel())
    , m_stepRow(new QHBoxLayout)
    , m_steps(new OverflowRow)
    , m_close(new QToolButton)
{
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    connect(m_close, &QToolButton::clicked, this, &Banner::clear);
    connect(m_close, &QToolButton::clicked, this, &Banner::closed);

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_message);
    words->addWidget(m_nextStep);
    m_stepRow->setSpacing(12);
    m_stepRow->addWidget(m_steps);
    m_stepRow->addStretch(1);
    words->addLayout(m_stepRow);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 10, 8, 10);
    layout->addLayout(words, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    hide();
}

void Banner::say(Kind kind, const QString &title, const QString &message, const QString &nextStep,
                 const NextSteps &steps)
{
    m_kind = kind;
    m_title->setText(breakable(displayText(title)));
    m_message->setText(breakable(displayText(message)));
    m_nextStep->setText(breakable(displayText(nextStep)));
    setBrief(false);
    setAccessibleName(text());
    showSteps(steps);
    restyle();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::showSteps(const NextSteps &steps)
{
    m_steps->clear();
    for (const NextStep step : steps) {
        auto *button = new QPushButton(nextStepText(step));
        button->setToolTip(nextStepTip(step));
        button->setAccessibleDescription(nextStepTip(step));
        connect(button, &QPushButton::clicked, this, [this, step] { Q_EMIT stepWanted(step); });
        m_steps->addButton(button);
    }
    m_steps->setVisible(!steps.empty());
}

void Banner::setBrief(bool brief)
{
    m_message->setVisible(!brief && !m_message->text().isEmpty());
    m_nextStep->setVisible(!brief && !m_nextStep->text().isEmpty());
}

void Banner::setAside(QWidget *widget)
{
    m_stepRow->addWidget(widget);
}

void Banner::clear()
{
    hide();
}

QString Banner::text() const
{
    return QStringList{m_title->text(), m_message->text(), m_nextStep->text()}
        .join(u'\n')
        .remove(QChar(0x200B))
        .trimmed();
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

void Banner::restyle()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    QPalette title = QApplication::palette();
    title.setColor(QPalette::WindowText, m_kind == Kind::Failure ? tokens.brick
                                         : m_kind == Kind::Hint  ? tokens.amber
                                                                 : tokens.leaf);
    title.setColor(QPalette::Text, title.color(QPalette::WindowText));
    m_title->setPalette(title);
    update();
}

void Banner::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Tokens &tokens = tokensFor(palette());
    const QColor soft = m_kind == Kind::Failure ? tokens.brickSoft
                        : m_kind == Kind::Hint  ? tokens.amberSoft
                                                : tokens.leafSoft;
    paintBox(&painter, rect(), soft, QColor(), 6);
}

} // namespace espalier::ui
