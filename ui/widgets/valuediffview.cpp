// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/valuediffview.h"

#include "widgets/changeview.h"
#include "widgets/sectionlabel.h"
#include "widgets/worddiffview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

static constexpr qsizetype kAtOnce = 100'000; // characters that are compared before one notices

ValueDiffView::ValueDiffView(QWidget *parent)
    : QWidget(parent)
    , m_counts(new DimLabel)
    , m_only(new QCheckBox(tr("&Only differences")))
    , m_changes(new ChangeView)
    , m_words(new WordDiffView)
{
    m_changes->setAccessibleName(tr("Answers field by field"));
    m_words->setProse(true);
    m_words->setAccessibleName(tr("The selected field, differences word by word"));
    m_words->setPlaceholderText(tr("Select a field to read both values in full."));
    m_words->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 12, 4);
    head->addWidget(m_counts, 1);
    head->addWidget(m_only);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_changes);
    splitter->addWidget(m_words);
    splitter->setStretchFactor(0, 4);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(splitter, 1);
    connect(m_only, &QCheckBox::toggled, m_changes, &ChangeView::setOnlyDifferences);
    connect(m_changes, &ChangeView::chosen, this, &ValueDiffView::showRow);
    setTitles(tr("A"), tr("B"));
}

void ValueDiffView::setTitles(const QString &before, const QString &after)
{
    m_changes->setTitles(tr("Field"), before, after);
}

void ValueDiffView::setRows(ChangeRows rows)
{
    m_reading.cancel();
    m_words->forget();
    m_changes->setRows(std::move(rows));
    m_counts->setText(changeCounts(m_changes->rows()));
}

void ValueDiffView::showRow(const ChangeRow &row)
{
    const auto compared = [before = row.before, after = row.after] {
        const auto whole = [](const ChangeCell &cell) {
            return cell.word ? std::string() : cell.text.toStdString();
        };
        return shownParts(recipe::wordDiff(whole(before), whole(after)));
    };
    m_reading.cancel();
    if (row.before.text.size() + row.after.text.size() <= kAtOnce) {
        m_words->setParts(compared());
        return;
    }
    m_words->setParts({{ShownPart::Kind::LeftOut, tr("Comparing…")}});
    m_reading.start(
        [this, compared](const std::atomic<bool> &) -> LatestJob::Finish {
            return [this, parts = compared()] { m_words->setParts(parts); };
        },
        [this] {
            m_words->setParts(
                {{ShownPart::Kind::LeftOut, tr("There is not enough memory to compare these two.")}});
        });
}

bool ValueDiffView::step(bool forward)
{
    return m_changes->step(forward);
}

bool ValueDiffView::wrap(bool forward)
{
    m_changes->rewind();
    return m_changes->step(forward);
}

} // namespace espalier::ui
