// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/startpage.h"

#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/sectionlabel.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

static constexpr int kPage = 760; // logical pixels: a line one can read
static constexpr int kPad = 14;
static constexpr int kIcon = 24;
static constexpr int kMostRecent = 6;

SampleCard::SampleCard(const Sample &sample, QWidget *parent)
    : QAbstractButton(parent)
    , m_about(sample.about)
    , m_icon(sample.icon)
{
    setText(sample.name);
    setAccessibleName(tr("Sample: %1").arg(sample.name));
    setAccessibleDescription(sample.about);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SampleCard::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, fontMetrics().height() * 3 + 2 * kPad + 6};
}

void SampleCard::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Tokens &tokens = tokensFor(palette());
    QPainter painter(this);
    const bool lively = underMouse() || hasFocus();
    paintBox(&painter, rect(), isDown() ? tokens.selection : tokens.panel, lively ? tokens.leaf : tokens.line,
             6);
    if (hasFocus())
        paintBox(&painter, rect().adjusted(1, 1, -1, -1), QColor(), tokens.leaf, 5);
    QRect inside = rect().adjusted(kPad, kPad, -kPad, -kPad);
    ui::icon(m_icon, QPalette::Link).paint(&painter, QRect(inside.left(), inside.top(), kIcon, kIcon));
    inside.setLeft(inside.left() + kIcon + 12);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, text());
    painter.setFont(font());
    painter.setPen(tokens.dim);
    inside.setTop(inside.top() + fontMetrics().height() + 4);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_about);
}

StartPage::StartPage(const QList<Sample> &samples, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Start"));
    setFocusPolicy(Qt::NoFocus); // the cards have it
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *column = new QWidget;
    column->setMaximumWidth(kPage);
    auto *outer = new QHBoxLayout(page);
    outer->setContentsMargins(24, 24, 24, 24);
    outer->addStretch(1);
    outer->addWidget(column, 100);
    outer->addStretch(1);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(makeHead());
    layout->addSpacing(12);
    layout->addWidget(new SectionLabel(tr("Try a sample: no key, no network")));
    layout->addLayout(makeCards(samples));
    layout->addSpacing(12);
    layout->addWidget(new SectionLabel(tr("Begin with your own")));
    layout->addLayout(makeBegin());
    m_recentPart = new QWidget;
    m_recent = new QVBoxLayout(m_recentPart);
    m_recent->setContentsMargins(0, 12, 0, 0);
    m_recent->setSpacing(2);
    m_recentPart->hide();
    layout->addWidget(m_recentPart);
    layout->addStretch(1);
    setWidget(page);
}

void StartPage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto *button = enter ? qobject_cast<QAbstractButton *>(focusWidget()) : nullptr;
    if (button)
        button->click();
    else
        QScrollArea::keyPressEvent(event);
}

QLayout *StartPage::makeHead()
{
    auto *title = new QLabel(tr("Espalier"));
    QFont large = scaledFont(title->font(), 2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto *what =
        new DimLabel(tr("Say which fields you want. Espalier asks a model, and you watch the answer grow "
                        "field by field, checked as it comes."));
    what->setWordWrap(true);
    auto *back = new QPushButton;
    back->hide();
    connect(back, &QPushButton::clicked, this, &StartPage::backWanted);
    m_back = back;
    auto *words = new QVBoxLayout;
    words->setSpacing(6);
    words->addWidget(title);
    words->addWidget(what);
    auto *head = new QHBoxLayout;
    head->addLayout(words, 1);
    head->addSpacing(16);
    head->addWidget(back, 0, Qt::AlignBottom);
    return head;
}

QLayout *StartPage::makeCards(const QList<Sample> &samples)
{
    auto *grid = new QGridLayout;
    grid->setSpacing(10);
    for (int i = 0; i < samples.size(); ++i) {
        auto *card = new SampleCard(samples.at(i));
        connect(card, &QAbstractButton::clicked, this, [this, i] { Q_EMIT sampleWanted(i); });
        grid->addWidget(card, i / 2, i % 2);
        if (i == 0)
            setFocusProxy(card);
    }
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

QLayout *StartPage::makeBegin()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    const auto add = [this, row](const QString &text, const QString &name, void (StartPage::*wanted)()) {
        auto *button = new QPushButton(icon(name), text);
        connect(button, &QPushButton::clicked, this, wanted);
        row->addWidget(button);
    };
    add(tr("New recipe"), QStringLiteral("add"), &StartPage::newWanted);
    add(tr("Open a file…"), QStringLiteral("open"), &StartPage::openWanted);
    add(tr("Connect an endpoint…"), QStringLiteral("plug"), &StartPage::endpointWanted);
    row->addStretch(1);
    return row;
}

void StartPage::setOpenWork(const QString &name)
{
    m_back->setVisible(!name.isEmpty());
    m_back->setText(tr("Back to “%1”").arg(displayText(name).replace(u'&', QLatin1String("&&"))));
}

void StartPage::setRecent(const QStringList &paths)
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recent->addWidget(new SectionLabel(tr("Recent recipes")));
    int shown = 0;
    for (const QString &path : paths) {
        const QFileInfo file(path);
        if (!file.exists() || ++shown > kMostRecent)
            continue;
        QString name = displayText(file.fileName()).replace(u'&', QLatin1String("&&"));
        auto *button = new QPushButton(icon(QStringLiteral("recipe")), name);
        button->setToolTip(
            QStringLiteral("<p>%1</p>").arg(path.toHtmlEscaped())); // never taken for rich text
        EspalierStyle::setButtonKind(button, ButtonKind::Quiet);
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentWanted(path); });
        m_recent->addWidget(button, 0, Qt::AlignLeft);
    }
    m_recentPart->setVisible(shown > 0);
}

} // namespace espalier::ui
