// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/comparedialog.h"

#include "models/freeelsewhere.h"
#include "models/valuerows.h"
#include "shell/windowfit.h"
#include "widgets/recipediffview.h"
#include "widgets/sectionlabel.h"
#include "widgets/stepbuttons.h"
#include "widgets/textdiffview.h"
#include "widgets/tryhead.h"
#include "widgets/valuediffview.h"
#include "widgets/worddiffview.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDateTime>
#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <string>
#include <utility>

namespace espalier::ui {

CompareDialog::CompareDialog(Kind kind, qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_kind(kind)
    , m_now(nowMs)
    , m_heads(new QHBoxLayout)
    , m_tabs(new QTabBar)
    , m_waiting(new DimLabel)
    , m_pages(new QStackedWidget)
{
    setWindowTitle(kind == Kind::Attempts ? tr("Two attempts side by side") : tr("Two tries side by side"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What to compare"));
    m_waiting->setAlignment(Qt::AlignCenter);
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    addSheets();
    m_pages->addWidget(m_waiting);
    m_heads->setContentsMargins(12, 0, 12, 0);
    m_heads->setSpacing(24);
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
    layout->addLayout(m_heads);
    layout->addSpacing(8);
    layout->addLayout(tabs);
    layout->addWidget(line);
    layout->addWidget(m_pages, 1);
    layout->addWidget(lower);
    layout->addSpacing(12);
    layout->addLayout(makeFoot());
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 130, letter * 90);
    fitToScreen(*this);
    connect(m_tabs, &QTabBar::currentChanged, this, &CompareDialog::turnTo);
    clear();
}

CompareDialog &CompareDialog::forOrder(QPointer<CompareDialog> &last, Kind kind, QWidget *parent)
{
    if (!last || !last->isVisible() || !last->isEmpty()) {
        last = new CompareDialog(kind, QDateTime::currentMSecsSinceEpoch(), parent);
        last->show();
    }
    last->raise();
    return *last;
}

template <typename View>
void CompareDialog::addSheet(View *view, const QString &title, Compared compared)
{
    m_tabs->addTab(title);
    m_pages->addWidget(view);
    m_sheets.push_back({std::move(compared), [view](bool forward) { return view->step(forward); },
                        [view](bool forward) { return view->wrap(forward); }, std::make_unique<LatestJob>(),
                        false});
}

/// A body as a person reads it; one that is no JSON stays as it is.
static std::string readable(const std::string &body)
{
    if (body.size() > TextDiffView::kMostCompared)
        return body; // indented it would only be longer
    const auto value = json::readStrict(body);
    return value ? json::writePretty(*value) : body;
}

void CompareDialog::addSheets()
{
    auto *result = new ValueDiffView;
    addSheet(result, tr("Result"), [result](const Pair &pair) -> LatestJob::Finish {
        auto rows =
            std::make_shared<ChangeRows>(valueRows(pair.a.result.lastObject, pair.b.result.lastObject));
        return [result, rows] { result->setRows(std::move(*rows)); };
    });
    if (m_kind == Kind::Tries) {
        auto *recipe = new RecipeDiffView;
        recipe->setTitles(tr("A"), tr("B"));
        addSheet(recipe, tr("Recipe"), [recipe](const Pair &pair) -> LatestJob::Finish {
            // Written by people: compared where it is shown.
            return [recipe, a = pair.a.recipe, b = pair.b.recipe] { recipe->setRecipes(a, b); };
        });
    }
    addTextSheets();
}

void CompareDialog::addTextSheets()
{
    const auto add = [this](const QString &title, const QString &same, const QString &none, auto textOf) {
        auto *view = new TextDiffView;
        addSheet(view, title, [view, same, none, textOf](const Pair &pair) -> LatestJob::Finish {
            const std::string a = textOf(pair.a);
            const std::string b = textOf(pair.b);
            auto compared = std::make_shared<TextDiffView::Compared>(TextDiffView::compare(a, b));
            return [view, compared, said = a.empty() ? none : same] {
                view->setCompared(std::move(*compared), said);
            };
        });
        return view;
    };
    add(tr("Request"), tr("Both sent the same."), tr("Nothing was sent in either."),
        [](const store::TryRecord &record) { return readable(record.result.requestBody); });
    if (m_kind == Kind::Attempts) {
        const QString same = tr("Both answered the same.");
        add(tr("Answer"), same, same, [](const store::TryRecord &record) { return record.result.text; });
        return;
    }
    const QString same = tr("Both read the same text.");
    add(tr("Text"), same, same, [](const store::TryRecord &record) { return record.document; })
        ->view()
        ->setProse(true);
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

void CompareDialog::compare(Read read)
{
    clear();
    m_reading.start(
        [this, read = std::move(read)](const std::atomic<bool> &) -> LatestJob::Finish {
            Result<Pair, Error> pair = read();
            if (!pair)
                return [this, error = pair.error()] {
                    Q_EMIT failed(error);
                    close();
                };
            return [this, pair = std::make_shared<const Pair>(*std::move(pair))] { take(pair); };
        },
        [this] { sayNoMemory(); });
}

bool CompareDialog::isEmpty() const
{
    return std::none_of(m_sheets.begin(), m_sheets.end(), [](const Sheet &sheet) { return sheet.filled; });
}

bool CompareDialog::isComparing() const
{
    return m_reading.isRunning() ||
           m_sheets[static_cast<std::size_t>(m_tabs->currentIndex())].job->isRunning();
}

CompareDialog::~CompareDialog()
{
    freeElsewhere(std::move(m_pair));
}

void CompareDialog::clear()
{
    freeElsewhere(std::exchange(m_pair, {}));
    while (QLayoutItem *head = m_heads->takeAt(0)) {
        delete head->widget();
        delete head;
    }
    for (Sheet &sheet : m_sheets) {
        sheet.job->cancel();
        sheet.filled = false;
    }
    m_waiting->setText(tr("Comparing…"));
    m_pages->setCurrentWidget(m_waiting);
}

void CompareDialog::take(std::shared_ptr<const Pair> pair)
{
    m_pair = std::move(pair);
    m_heads->addWidget(new TryHead(tr("A"), m_pair->a, m_now, m_pair->titleA), 1);
    m_heads->addWidget(new TryHead(tr("B"), m_pair->b, m_now, m_pair->titleB), 1);
    turnTo(m_tabs->currentIndex());
}

void CompareDialog::turnTo(int page)
{
    const Sheet &sheet = m_sheets[static_cast<std::size_t>(page)];
    m_pages->setCurrentIndex(sheet.filled ? page : m_pages->indexOf(m_waiting));
    if (m_pair && !sheet.filled && !sheet.job->isRunning())
        fill(page);
}

void CompareDialog::fill(int page)
{
    const Sheet &sheet = m_sheets[static_cast<std::size_t>(page)];
    sheet.job->start(
        [this, page, pair = m_pair,
         compared = sheet.compared](const std::atomic<bool> &) -> LatestJob::Finish {
            return [this, page, show = compared(*pair)] {
                show();
                m_sheets[static_cast<std::size_t>(page)].filled = true;
                turnTo(m_tabs->currentIndex());
            };
        },
        [this] { sayNoMemory(); });
}

void CompareDialog::sayNoMemory()
{
    m_waiting->setText(tr("There is not enough memory to compare these two."));
}

void CompareDialog::showPage(Page page)
{
    m_tabs->setCurrentIndex(static_cast<int>(page));
}

bool CompareDialog::step(bool forward)
{
    const Sheet &sheet = m_sheets[static_cast<std::size_t>(m_tabs->currentIndex())];
    return sheet.filled && (sheet.step(forward) || sheet.wrap(forward));
}

} // namespace espalier::ui
