// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/attemptdetail.h"

#include "models/attempttry.h"
#include "models/partialtreemodel.h"
#include "models/trypicture.h"
#include "panels/treepage.h"
#include "text/attempttext.h"
#include "text/excerpt.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "widgets/growingtext.h"
#include "widgets/rowtree.h"
#include "widgets/sectionlabel.h"
#include "json/read.h"
#include "json/writer.h"

#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

namespace {

constexpr int kMostLines = 1000; // of issues or repairs that are shown
constexpr qsizetype kMostIndented = 1024 * 1024;

/// A body as a person reads it; a large one, or one that is no JSON, as it is.
QByteArray readable(const QByteArray &body)
{
    if (body.size() > kMostIndented)
        return body;
    const auto value = json::readStrict({body.constData(), static_cast<std::size_t>(body.size())});
    return value ? QByteArray::fromStdString(json::writePretty(*value)) : body;
}

void setText(GrowingText &view, const QByteArray &utf8)
{
    view.restart();
    QString all;
    for (const ExcerptPart &part : excerptOf(utf8))
        all += part.gap ? u'\n' + part.text + u'\n' : part.text;
    view.append(all);
    view.verticalScrollBar()->setValue(0);
}

void addRow(QStandardItemModel &model, const QStringList &texts)
{
    QList<QStandardItem *> row;
    for (const QString &text : texts) {
        auto *item = new QStandardItem(displayText(text).replace(u'\n', u' '));
        item->setEditable(false);
        row.append(item);
    }
    model.appendRow(row);
}

void addRest(QStandardItemModel &model, std::size_t all)
{
    if (all > kMostLines)
        addRow(model, {AttemptDetail::tr("and %1 more")
                           .arg(QLocale().toString(static_cast<qulonglong>(all - kMostLines)))});
}

} // namespace

AttemptDetail::AttemptDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_note(new DimLabel)
    , m_request(new GrowingText)
    , m_answer(new GrowingText)
    , m_tree(std::make_unique<PartialTreeModel>())
    , m_treePage(new TreePage(*m_tree))
    , m_issues(new QStandardItemModel(this))
    , m_repairs(new QStandardItemModel(this))
    , m_figures(new QStandardItemModel(this))
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Of this try"));
    m_request->setAccessibleName(tr("Request as it was sent"));
    m_answer->setAccessibleName(tr("Answer as it came"));
    m_treePage->setMotion(false);
    addPage(m_request, tr("Request"));
    addPage(m_answer, tr("Answer"));
    addPage(m_treePage, tr("Tree"));
    addLines(m_issues, tr("Issues"), {tr("Place"), tr("What does not fit"), tr("Rule")});
    addLines(m_repairs, tr("Repairs"), {tr("Byte"), tr("What was put right"), tr("Text")});
    addLines(m_figures, tr("Figures"), {tr("What"), tr("How much")});
    m_note->setContentsMargins(12, 4, 12, 4);
    m_note->setElided(true);
    m_pages->setAutoFillBackground(true);
    m_pages->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_note);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        fillPage();
    });
    clear();
}

AttemptDetail::~AttemptDetail()
{
    delete m_treePage; // it stands on the model, which goes first
}

void AttemptDetail::addPage(QWidget *page, const QString &title)
{
    m_tabs->addTab(title);
    m_pages->addWidget(page);
}

QTreeView *AttemptDetail::addLines(QStandardItemModel *model, const QString &title,
                                   const QStringList &headings)
{
    model->setHorizontalHeaderLabels(headings);
    auto *view = new RowTree;
    view->setModel(model);
    view->setAccessibleName(title);
    view->setRootIsDecorated(false);
    const int letter = fontMetrics().averageCharWidth();
    view->header()->resizeSection(0, letter * (model == m_figures ? 38 : 24));
    if (headings.size() == 2) {
        view->header()->setStretchLastSection(true);
    } else {
        view->header()->setSectionResizeMode(1, QHeaderView::Stretch);
        view->header()->resizeSection(2, letter * 16);
    }
    addPage(view, title);
    return view;
}

AttemptDetail::Page AttemptDetail::page() const
{
    return static_cast<Page>(m_tabs->currentIndex());
}

void AttemptDetail::setPage(Page page)
{
    m_tabs->setCurrentIndex(page);
}

int AttemptDetail::lineCount(Page page) const
{
    return page == IssuesPage    ? m_issues->rowCount()
           : page == RepairsPage ? m_repairs->rowCount()
           : page == FiguresPage ? m_figures->rowCount()
                                 : 0;
}

QString AttemptDetail::text(Page page) const
{
    return page == RequestPage  ? m_request->wholeText()
           : page == AnswerPage ? m_answer->wholeText()
                                : QString();
}

void AttemptDetail::showAttempt(const Attempt &attempt, const std::shared_ptr<const store::TryRecord> &base,
                                const QString &currency)
{
    m_attempt = attempt;
    m_base = base;
    m_currency = currency;
    m_filled = 0;
    const run::AttemptRecord *record = m_attempt.record.get();
    m_tabs->setTabText(IssuesPage, record && !record->issues.empty()
                                       ? tr("Issues (%1)").arg(record->issues.size())
                                       : tr("Issues"));
    m_tabs->setTabText(RepairsPage, record && !record->repairs.empty()
                                        ? tr("Repairs (%1)").arg(record->repairs.size())
                                        : tr("Repairs"));
    const bool shortened = record && record->shortened;
    m_note->setText(shortened ? tr("Request and answer were too large to keep; the figures are here.")
                    : record  ? QString()
                    : m_attempt.hasEnded()            ? tr("It was never sent.")
                    : m_attempt.requestBody.isEmpty() ? tr("It has not been sent yet.")
                                                      : tr("The rest is here when it has ended."));
    m_note->setVisible(!m_note->text().isEmpty());
    fillPage();
}

void AttemptDetail::clear()
{
    showAttempt({}, nullptr, {});
    m_note->setText(tr("Select a try to see what was sent and what came."));
    m_note->show();
}

void AttemptDetail::fillPage()
{
    const unsigned bit = 1U << static_cast<unsigned>(page());
    if (m_filled & bit)
        return;
    m_filled |= bit;
    const run::AttemptRecord *record = m_attempt.record.get();
    switch (page()) {
    case RequestPage:
        setText(*m_request, readable(m_attempt.requestBody));
        break;
    case AnswerPage:
        setText(*m_answer, record ? QByteArray::fromStdString(record->text) : QByteArray());
        break;
    case TreePageIndex:
        fillTree();
        break;
    case IssuesPage:
        fillIssues();
        break;
    case RepairsPage:
        fillRepairs();
        break;
    case FiguresPage:
        fillFigures();
        break;
    }
}

void AttemptDetail::fillTree()
{
    json::TreeChange reset;
    reset.op = json::TreeOp::Reset;
    m_treePage->begin();
    if (!m_attempt.record || !m_base) {
        m_tree->setExpected({});
        m_tree->apply({reset});
        return;
    }
    const store::TryRecord shown = tryOf(*m_base, *m_attempt.record);
    const TryPicture picture = pictureOf(shown);
    m_tree->setExpected(
        ExpectedShapes(shown.recipe.schema, shown.recipe.streaming == wire::StreamKind::Iterable));
    m_tree->apply(picture.changes);
    m_treePage->follow();
    m_treePage->finish(picture.result);
    m_treePage->setSizes({1, 0, 0}); // there is little room, and issues have a page of their own
}

void AttemptDetail::fillIssues()
{
    m_issues->removeRows(0, m_issues->rowCount());
    if (!m_attempt.record)
        return;
    const schema::Issues &issues = m_attempt.record->issues;
    for (std::size_t at = 0; at < std::min<std::size_t>(issues.size(), kMostLines); ++at) {
        const schema::Issue &issue = issues[at];
        const QString place = QString::fromStdString(issue.instance);
        addRow(*m_issues, {place.isEmpty() ? tr("the whole answer") : place,
                           QString::fromStdString(issue.message), QString::fromStdString(issue.keyword)});
    }
    if (issues.empty() && m_attempt.record->error)
        addRow(*m_issues, {tr("the whole try"), QString::fromStdString(m_attempt.record->error->message)});
    addRest(*m_issues, issues.size());
}

void AttemptDetail::fillRepairs()
{
    m_repairs->removeRows(0, m_repairs->rowCount());
    if (!m_attempt.record)
        return;
    const json::Repairs &repairs = m_attempt.record->repairs;
    for (std::size_t at = 0; at < std::min<std::size_t>(repairs.size(), kMostLines); ++at)
        addRow(*m_repairs, {QLocale().toString(static_cast<qulonglong>(repairs[at].offset)),
                            repairText(repairs[at].kind), QString::fromStdString(repairs[at].text)});
    addRest(*m_repairs, repairs.size());
}

void AttemptDetail::fillFigures()
{
    m_figures->removeRows(0, m_figures->rowCount());
    if (!m_attempt.record)
        return;
    for (const auto &[name, value] : attemptFigures(*m_attempt.record, m_currency))
        addRow(*m_figures, {name, value});
}

} // namespace espalier::ui
