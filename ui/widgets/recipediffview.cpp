// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/recipediffview.h"

#include "models/reciperows.h"
#include "text/difftext.h"
#include "widgets/changeview.h"
#include "widgets/sectionlabel.h"
#include "widgets/worddiffview.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace espalier::ui {

/// A heading and what stands below it.
static QWidget *section(QLayout *head, QWidget *body)
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    head->setContentsMargins(12, 0, 12, 0);
    layout->addLayout(static_cast<QHBoxLayout *>(head));
    layout->addWidget(body, 1);
    return part;
}

RecipeDiffView::RecipeDiffView(QWidget *parent)
    : QWidget(parent)
    , m_instructions(new WordDiffView)
    , m_said(new DimLabel)
    , m_changesStack(new QStackedWidget)
    , m_changes(new ChangeView)
{
    m_instructions->setProse(true);
    m_instructions->setAccessibleName(tr("Instructions, differences word by word"));
    m_changes->setAccessibleName(tr("Fields and settings that differ"));
    auto *same = new DimLabel(tr("Fields and settings are the same."));
    same->setAlignment(Qt::AlignCenter);
    m_changesStack->addWidget(same);
    m_changesStack->addWidget(m_changes);

    auto *instructionsHead = new QHBoxLayout;
    instructionsHead->addWidget(new SectionLabel(tr("INSTRUCTIONS"), m_instructions));
    instructionsHead->addStretch(1);
    instructionsHead->addWidget(m_said);
    auto *changesHead = new QHBoxLayout;
    changesHead->addWidget(new SectionLabel(tr("FIELDS AND SETTINGS"), m_changes));
    changesHead->addStretch(1);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(section(instructionsHead, m_instructions));
    splitter->addWidget(section(changesHead, m_changesStack));
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setTitles(tr("Before"), tr("After"));
}

void RecipeDiffView::setTitles(const QString &before, const QString &after)
{
    m_changes->setTitles(tr("Field or setting"), before, after);
}

void RecipeDiffView::setRecipes(const recipe::Recipe &before, const recipe::Recipe &after)
{
    m_instructions->setTexts(before.instructions, after.instructions);
    m_said->setText(placesText(m_instructions->differences()));
    ChangeRows rows = fieldRows(before.schema, after.schema);
    ChangeRows settings = settingRows(before, after);
    std::move(settings.begin(), settings.end(), std::back_inserter(rows));
    m_changesStack->setCurrentIndex(rows.empty() ? 0 : 1);
    m_changes->setRows(std::move(rows));
}

bool RecipeDiffView::step(bool forward)
{
    const bool inTable = m_changes->currentIndex().isValid();
    if (forward)
        return (!inTable && m_instructions->step(true)) || m_changes->step(true);
    if (inTable && m_changes->step(false))
        return true;
    if (inTable) {
        m_instructions->rewind(false);
        if (!m_instructions->step(false))
            return false;
        m_changes->rewind();
        return true;
    }
    return m_instructions->step(false);
}

bool RecipeDiffView::wrap(bool forward)
{
    m_changes->rewind();
    m_instructions->rewind(forward);
    return (!forward && m_changes->step(false)) || step(forward);
}

} // namespace espalier::ui
