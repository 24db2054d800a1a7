// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/form.h"

#include "text/valuetext.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kGap = 8;
static constexpr int kMargin = 20;
static constexpr int kCaptionLetters = 15;

FieldNote::FieldNote(QWidget *parent)
    : DimLabel(QString(), parent)
{
    setWordWrap(true);
    setUrgent(true);
    hide();
}

void FieldNote::say(const QString &text)
{
    setText(displayText(text));
    setVisible(!text.isEmpty());
}

QVBoxLayout *makePage(QWidget *page)
{
    auto *inner = new QWidget;
    inner->setAutoFillBackground(true);
    inner->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(kMargin, kMargin - 4, kMargin, kMargin);
    layout->setSpacing(kGap);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    return layout;
}

QGridLayout *addSection(QVBoxLayout *page, const QString &title)
{
    auto *section = new QWidget;
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, page->count() > 0 ? kGap : 0, 0, 0);
    layout->setSpacing(kGap);
    layout->addWidget(new SectionLabel(title));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap * 2);
    grid->setVerticalSpacing(kGap);
    grid->setColumnMinimumWidth(0, section->fontMetrics().averageCharWidth() * kCaptionLetters);
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
    page->addWidget(section);
    return grid;
}

void setRowVisible(QGridLayout *section, QWidget *field, bool visible)
{
    int row = 0;
    int column = 0;
    int span = 0;
    section->getItemPosition(section->indexOf(field), &row, &column, &span, &span);
    for (column = 0; column < section->columnCount(); ++column) {
        if (QLayoutItem *item = section->itemAtPosition(row, column); item && item->widget())
            item->widget()->setVisible(visible);
    }
}

void addField(QGridLayout *section, const QString &caption, QWidget *field, QWidget *label)
{
    const int row = section->rowCount();
    auto *words = new QLabel(caption);
    words->setTextFormat(Qt::PlainText);
    words->setBuddy(label ? label : field);
    QString name = caption;
    (label ? label : field)->setAccessibleName(name.remove(u'&'));
    section->addWidget(words, row, 0);
    section->addWidget(field, row, 1);
}

void addBelow(QGridLayout *section, QWidget *widget)
{
    section->addWidget(widget, section->rowCount(), 1);
}

} // namespace espalier::ui
