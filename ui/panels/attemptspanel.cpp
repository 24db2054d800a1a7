// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/attemptspanel.h"

#include "delegates/timelinedelegate.h"
#include "models/attemptfeed.h"
#include "models/attemptlistmodel.h"
#include "panels/attemptdetail.h"
#include "text/attempttext.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/linkbutton.h"
#include "widgets/sectionlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListView>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

namespace {

/// As high as its rows, also where these are fewer than Qt takes for the least.
class LineList : public QListView
{
public:
    [[nodiscard]] QSize viewportSizeHint() const override { return contentsSize(); }
    /// Qt's own counts a scroll bar's least height, below which a layout gives no widget.
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
};

} // namespace

AttemptsPanel::AttemptsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new AttemptListModel(this))
    , m_feed(new AttemptFeed(*m_model, this))
    , m_stack(new QStackedWidget)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_list(new LineList)
    , m_detail(new AttemptDetail)
    , m_empty(new DimLabel)
    , m_document(new DimLabel)
    , m_line(new QWidget)
    , m_lineTitle(new DimLabel)
    , m_linePointer(new QLabel)
    , m_lineText(new DimLabel)
{
    buildList();
    m_details =
        addVerb(tr("Show this try in full"), {Qt::Key_Return, Qt::Key_Enter}, &AttemptsPanel::toggleDetails);
    m_compare =
        addVerb(tr("Compare attempts"), {Qt::CTRL | Qt::SHIFT | Qt::Key_D}, &AttemptsPanel::compareSelected);
    m_save = addVerb(tr("Save exchange…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_X}, &AttemptsPanel::saveSelected);
    buildDetailLine();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    showNothing(nullptr);
    m_splitter->addWidget(makeLines());
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 5);
    m_splitter->setStretchFactor(1, 4);
    m_detail->hide();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &AttemptsPanel::showSelected);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &AttemptsPanel::updateVerbs);
    connect(m_list, &QListView::doubleClicked, this, [this] { setDetailsShown(true); });
    updateVerbs();
}

AttemptsPanel::~AttemptsPanel() = default;

void AttemptsPanel::buildList()
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TimelineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->setAccessibleName(tr("Attempts"));
    m_list->viewport()->setAutoFillBackground(false);
    // The words stand right below the last line as long as there is room.
    m_list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_list->setMinimumHeight(fontMetrics().height() * 3 / 2);
}

QAction *AttemptsPanel::addVerb(const QString &text, const QList<QKeySequence> &keys,
                                void (AttemptsPanel::*slot)())
{
    auto *verb = new QAction(text, m_list);
    verb->setShortcuts(keys);
    verb->setShortcutContext(Qt::WidgetShortcut);
    m_list->addAction(verb);
    connect(verb, &QAction::triggered, this, slot);
    return verb;
}

/// What is wrong first, in a line below the attempts.
void AttemptsPanel::buildDetailLine()
{
    m_linePointer->setTextFormat(Qt::PlainText);
    m_linePointer->setFont(codeFont());
    m_linePointer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lineText->setElided(true);
    m_lineText->setAccessibleDescription(tr("What is wrong first"));
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(12, 4, 12, 0);
    line->setSpacing(6);
    line->addWidget(m_lineTitle);
    line->addWidget(m_linePointer);
    line->addWidget(m_lineText, 1);
    m_line->hide();
}

QWidget *AttemptsPanel::makeLines()
{
    auto *verbs = new QHBoxLayout;
    verbs->setContentsMargins(8, 4, 12, 8); // a link has 4 of its own
    verbs->setSpacing(16);
    for (QAction *verb : {m_details, m_compare, m_save}) {
        auto *button = new LinkButton(verb->text());
        connect(button, &QAbstractButton::clicked, verb, &QAction::trigger);
        connect(verb, &QAction::changed, button, [button, verb] {
            button->setEnabled(verb->isEnabled());
            button->setText(verb->text());
            button->updateGeometry();
        });
        verbs->addWidget(button);
    }
    m_document->setElided(true);
    verbs->addStretch(1);
    verbs->addWidget(m_document);
    auto *page = new QWidget;
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_list);
    lines->addWidget(m_line);
    lines->addLayout(verbs);
    lines->addStretch(1);
    page->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    return page;
}

void AttemptsPanel::setAsked(std::shared_ptr<const store::TryRecord> asked, const QString &currency)
{
    m_asked = std::move(asked);
    m_model->setCurrency(currency);
    m_document->setText(m_asked ? displayText(QString::fromStdString(m_asked->documentName)) : QString());
}

void AttemptsPanel::showPast(std::shared_ptr<const store::TryRecord> record)
{
    m_feed->clear();
    setAsked(record, QString::fromStdString(record->result.currency));
    m_model->showRecords(run::wholeHistory(record->result));
    m_stack->setCurrentIndex(1);
    if (m_model->rowCount() == 0)
        showNothing(&record->result);
    selectLast();
}

void AttemptsPanel::begin()
{
    m_state = run::RunState::Idle;
    m_asks = false;
    m_feed->begin();
    m_stack->setCurrentIndex(1);
    showSelected();
}

void AttemptsPanel::beginTry(int number, int tryNumber, int allowed)
{
    const bool atLast = m_list->currentIndex().row() == m_model->rowCount() - 1;
    m_feed->beginTry(number, tryNumber, allowed);
    if (atLast)
        selectLast();
}

void AttemptsPanel::setSent(const QByteArray &requestBody)
{
    m_feed->setSent(requestBody);
    showSelected();
}

void AttemptsPanel::follow(const RunProgress &progress)
{
    if (std::exchange(m_state, progress.state) != progress.state)
        m_feed->setState(progress.state);
    if (std::exchange(m_asks, progress.asks) != progress.asks)
        m_feed->setAsks(progress.asks);
    m_feed->setProgress(progress.firstTokenMs, progress.answerTokens, progress.tokensPerSecond);
}

void AttemptsPanel::endTry(const run::AttemptRecord &record)
{
    m_feed->endTry(record);
    showSelected();
}

void AttemptsPanel::wait(qint64 milliseconds, bool asksAgain)
{
    m_feed->wait(milliseconds, asksAgain);
}

void AttemptsPanel::holdBack(qint64 milliseconds)
{
    m_feed->holdBack(milliseconds);
}

void AttemptsPanel::end(const run::RunResult &result)
{
    m_feed->end(result.status);
    if (m_model->rowCount() == 0)
        showNothing(&result);
    showSelected();
}

void AttemptsPanel::clear()
{
    m_feed->clear();
    showNothing(nullptr);
    showSelected();
}

/// Words where there are no lines: what comes here, or why nothing did.
void AttemptsPanel::showNothing(const run::RunResult *result)
{
    QString words = tr("Each question to the model becomes a line here: how long it waited, when the first "
                       "word came, how it ended. Press Try.");
    const bool told = result && result->error && !result->error->message.empty();
    if (result && result->tries == 0 && (told || result->status == run::RunStatus::Cancelled)) {
        const QString why = told ? errorSentence(*result->error) : runStatusText(result->status);
        words = tr("Nothing was asked: %1").arg(displayText(why));
    }
    m_empty->setText(words);
    m_stack->setCurrentIndex(0);
}

void AttemptsPanel::selectLast()
{
    // Not by the view: it would look which keys are held.
    m_list->selectionModel()->setCurrentIndex(m_model->index(m_model->rowCount() - 1),
                                              QItemSelectionModel::ClearAndSelect);
    m_list->scrollToBottom();
    showSelected();
}

void AttemptsPanel::showSelected()
{
    const QModelIndex current = m_list->currentIndex();
    const Attempt shown = current.isValid() ? m_model->attempt(current.row()) : Attempt();
    m_line->setVisible(!shown.detail.isEmpty());
    m_lineTitle->setText((shown.tryNumber > 1
                              ? tr("Attempt %1, try %2:").arg(shown.number).arg(shown.tryNumber)
                              : tr("Attempt %1:").arg(shown.number)));
    m_linePointer->setVisible(!shown.pointer.isEmpty());
    m_linePointer->setText(displayText(shown.pointer));
    const QString first = displayText(shown.detail);
    m_lineText->setText(
        shown.issues > 1 ? tr("%1 – and %2 more").arg(first, QLocale().toString(shown.issues - 1)) : first);
    if (m_detail->isVisibleTo(m_splitter)) {
        if (current.isValid())
            m_detail->showAttempt(shown, m_asked, m_model->currency());
        else
            m_detail->clear();
    }
    updateVerbs();
}

/// Two that are selected, else the selected one and the one before it that brought something.
QList<int> AttemptsPanel::comparedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_list->selectionModel()->selectedIndexes())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    if (rows.size() == 1) {
        int other = rows.first() - 1;
        while (other >= 0 && !(m_model->attempt(other).record && m_model->attempt(other).record->value))
            --other;
        if (other < 0)
            other = rows.first() - 1;
        rows.prepend(other);
    }
    const bool whole = rows.size() == 2 && rows.first() >= 0 && m_model->attempt(rows.first()).record &&
                       m_model->attempt(rows.last()).record;
    return whole ? rows : QList<int>();
}

void AttemptsPanel::updateVerbs()
{
    const QModelIndex current = m_list->currentIndex();
    m_details->setEnabled(current.isValid());
    m_details->setText(m_detail->isHidden() ? tr("Show this try in full") : tr("Hide the details"));
    m_compare->setEnabled(m_asked && !comparedRows().isEmpty());
    m_save->setEnabled(m_asked && current.isValid() && m_model->attempt(current.row()).record);
}

void AttemptsPanel::setDetailsShown(bool shown)
{
    m_detail->setVisible(shown);
    showSelected();
}

void AttemptsPanel::toggleDetails()
{
    setDetailsShown(m_detail->isHidden());
}

void AttemptsPanel::compareSelected()
{
    const QList<int> rows = comparedRows();
    if (!rows.isEmpty())
        Q_EMIT compareWanted(m_model->attempt(rows.first()), m_model->attempt(rows.last()));
}

void AttemptsPanel::saveSelected()
{
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid() && m_model->attempt(current.row()).record)
        Q_EMIT saveWanted(*m_model->attempt(current.row()).record);
}

} // namespace espalier::ui
