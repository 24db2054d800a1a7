// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/comparedialog.h"

#include "widgets/recipediffview.h"
#include "widgets/stepbuttons.h"
#include "widgets/textdiffview.h"
#include "widgets/tryhead.h"
#include "widgets/valuediffview.h"
#include "widgets/worddiffview.h"
#include "json/read.h"
#include "json/writer.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <string>
#include <utility>

namespace espalier::ui {

CompareDialog::CompareDialog(store::TryRecord a, store::TryRecord b, qint64 nowMs, QWidget *parent,
                             const Titles &titles)
    : QDialog(parent)
    , m_a(std::move(a))
    , m_b(std::move(b))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
{
    const bool attempts = !titles.a.isEmpty();
    setWindowTitle(attempts ? tr("Two attempts side by side") : tr("Two tries side by side"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What to compare"));
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    addSheets(attempts);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(12, 0, 12, 0);
    tabs->addWidget(m_tabs);
    tabs->addStretch(1);
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    auto *lower = new QFrame;
    lower->setFrameShape(QFrame::HLine);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 12);
    layout->setSpacing(0);
    layout->addLayout(makeHeads(nowMs, titles));
    layout->addSpacing(8);
    layout->addLayout(tabs);
    layout->addWidget(line);
    layout->addWidget(m_pages, 1);
    layout->addWidget(lower);
    layout->addSpacing(12);
    layout->addLayout(makeFoot());
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 130, letter * 90);
    connect(m_tabs, &QTabBar::currentChanged, this, &CompareDialog::turnTo);
    turnTo(0);
}

template <typename View>
void CompareDialog::addSheet(View *view, const QString &title, std::function<void()> fill)
{
    m_tabs->addTab(title);
    m_pages->addWidget(view);
    m_sheets.push_back({std::move(fill), [view](bool forward) { return view->step(forward); },
                        [view](bool forward) { return view->wrap(forward); }});
}

/// A body as a person reads it; one that is no JSON stays as it is.
static std::string readable(const std::string &body)
{
    if (body.size() > TextDiffView::kMostCompared)
        return body; // indented it would only be longer
    const auto value = json::readStrict(body);
    return value ? json::writePretty(*value) : body;
}

void CompareDialog::addSheets(bool attempts)
{
    auto *result = new ValueDiffView;
    addSheet(result, tr("Result"),
             [this, result] { result->setValues(m_a.result.lastObject, m_b.result.lastObject); });
    if (!attempts) {
        auto *recipe = new RecipeDiffView;
        recipe->setTitles(tr("A"), tr("B"));
        addSheet(recipe, tr("Recipe"), [this, recipe] { recipe->setRecipes(m_a.recipe, m_b.recipe); });
    }
    auto *request = new TextDiffView;
    addSheet(request, tr("Request"), [this, request] {
        request->setTexts(readable(m_a.result.requestBody), readable(m_b.result.requestBody),
                          m_a.result.requestBody.empty() ? tr("Nothing was sent in either.")
                                                         : tr("Both sent the same."));
    });
    auto *text = new TextDiffView;
    if (attempts) {
        addSheet(text, tr("Answer"), [this, text] {
            text->setTexts(m_a.result.text, m_b.result.text, tr("Both answered the same."));
        });
        return;
    }
    text->view()->setProse(true);
    addSheet(text, tr("Text"),
             [this, text] { text->setTexts(m_a.document, m_b.document, tr("Both read the same text.")); });
}

QLayout *CompareDialog::makeHeads(qint64 nowMs, const Titles &titles)
{
    auto *heads = new QHBoxLayout;
    heads->setContentsMargins(12, 0, 12, 0);
    heads->setSpacing(24);
    heads->addWidget(new TryHead(tr("A"), m_a, nowMs, titles.a), 1);
    heads->addWidget(new TryHead(tr("B"), m_b, nowMs, titles.b), 1);
    return heads;
}

QLayout *CompareDialog::makeFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    foot->setSpacing(8);
    addStepButtons(*this, *foot, [this](bool forward) { step(forward); });
    foot->addStretch(1);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    foot->addWidget(close);
    return foot;
}

void CompareDialog::turnTo(int page)
{
    m_pages->setCurrentIndex(page);
    if (const auto fill = std::exchange(m_sheets[static_cast<std::size_t>(page)].fill, {}))
        fill();
}

void CompareDialog::showPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
}

bool CompareDialog::step(bool forward)
{
    const Sheet &sheet = m_sheets[static_cast<std::size_t>(m_tabs->currentIndex())];
    return sheet.step(forward) || sheet.wrap(forward);
}

} // namespace espalier::ui
