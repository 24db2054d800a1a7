// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/textdiffview.h"

#include "widgets/sectionlabel.h"
#include "widgets/worddiffview.h"

#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

TextDiffView::TextDiffView(QWidget *parent)
    : QWidget(parent)
    , m_said(new DimLabel)
    , m_view(new WordDiffView)
{
    m_said->setElided(true);
    m_said->setContentsMargins(12, 8, 12, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_said);
    layout->addWidget(m_view, 1);
}

/// The beginning of a text, no half character at its end.
static std::string_view bounded(std::string_view text)
{
    if (text.size() <= TextDiffView::kMostCompared)
        return text;
    std::size_t end = TextDiffView::kMostCompared;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

TextDiffView::Compared TextDiffView::compare(std::string_view before, std::string_view after)
{
    return {shownParts(recipe::wordDiff(bounded(before), bounded(after))),
            before.size() <= kMostCompared && after.size() <= kMostCompared, before == after};
}

void TextDiffView::setCompared(Compared compared, const QString &same)
{
    m_view->setParts(std::move(compared.parts));
    const int count = m_view->differences();
    QString said = count > 0 ? placesText(count) : compared.same ? same : placesText(0);
    if (!compared.whole)
        said = tr("%1 · only the first %2 of each are compared").arg(said, tr("2 MiB"));
    m_said->setText(said);
}

QString TextDiffView::said() const
{
    return m_said->text();
}

bool TextDiffView::step(bool forward)
{
    return m_view->step(forward);
}

bool TextDiffView::wrap(bool forward)
{
    m_view->rewind(forward);
    return m_view->step(forward);
}

} // namespace espalier::ui
