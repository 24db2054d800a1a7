// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/attemptspanel.h"

#include "delegates/timelinedelegate.h"
#include "models/attemptlistmodel.h"
#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

static constexpr int kTickMs = 100;

AttemptsPanel::AttemptsPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new AttemptListModel(this))
    , m_stack(new QStackedWidget)
    , m_list(new QListView)
    , m_detail(new QWidget)
    , m_detailTitle(new DimLabel)
    , m_detailPointer(new QLabel)
    , m_detailText(new DimLabel)
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TimelineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Attempts"));
    m_list->viewport()->setAutoFillBackground(false);

    m_detailPointer->setTextFormat(Qt::PlainText);
    m_detailPointer->setFont(codeFont());
    m_detailPointer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detailText->setElided(true);
    m_detailText->setAccessibleName(tr("What is wrong first"));
    auto *detail = new QHBoxLayout(m_detail);
    detail->setContentsMargins(12, 4, 12, 8);
    detail->setSpacing(6);
    detail->addWidget(m_detailTitle);
    detail->addWidget(m_detailPointer);
    detail->addWidget(m_detailText, 1);
    m_detail->hide();

    auto *empty = new DimLabel(tr("Each question to the model becomes a line here: how long it waited, when "
                                  "the first word came, how it ended. Press Try."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    // The words stand right below the last line as long as there is room.
    m_list->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    m_list->setMinimumHeight(2 * fontMetrics().height());
    auto *page = new QWidget;
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_list);
    lines->addWidget(m_detail);
    lines->addStretch(1);
    m_stack->addWidget(empty);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &AttemptsPanel::showDetail);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_progress)
            takeProgress();
        else
            m_model->tick(m_clock.elapsed());
    });
}

AttemptsPanel::~AttemptsPanel() = default;

void AttemptsPanel::begin()
{
    m_clock.start();
    m_progress.reset();
    m_model->restart();
    m_model->beginAttempt(1, 0);
    m_stack->setCurrentIndex(1);
    m_tick.start();
    selectLast();
}

void AttemptsPanel::askAgain(const run::RunResult &result, int allowed)
{
    const bool atLast = m_list->currentIndex().row() == m_model->rowCount() - 1;
    takeProgress();
    m_model->endAttempt(result, m_clock.elapsed());
    m_model->beginAttempt(allowed, m_clock.elapsed());
    if (atLast)
        selectLast();
    showDetail();
}

void AttemptsPanel::follow(const RunProgress &progress)
{
    if (!m_model->isRunning())
        return;
    const int last = m_model->rowCount() - 1;
    if (m_model->attempt(last).state != progress.state)
        m_model->setState(progress.state, m_clock.elapsed());
    m_progress = progress; // with the next tick, so that the bars do not move more often
}

void AttemptsPanel::takeProgress()
{
    if (const auto progress = std::exchange(m_progress, std::nullopt))
        m_model->setProgress(progress->firstTokenMs, progress->answerTokens, progress->tokensPerSecond,
                             m_clock.elapsed());
}

void AttemptsPanel::end(const run::RunResult &result)
{
    m_tick.stop();
    takeProgress();
    m_model->endAttempt(result, m_clock.elapsed());
    showDetail();
}

void AttemptsPanel::clear()
{
    m_tick.stop();
    m_progress.reset();
    m_model->restart();
    m_stack->setCurrentIndex(0);
    showDetail();
}

void AttemptsPanel::selectLast()
{
    m_list->setCurrentIndex(m_model->index(m_model->rowCount() - 1));
    m_list->scrollToBottom();
    showDetail();
}

void AttemptsPanel::showDetail()
{
    const QModelIndex current = m_list->currentIndex();
    const Attempt shown = current.isValid() ? m_model->attempt(current.row()) : Attempt();
    m_detail->setVisible(!shown.detail.isEmpty());
    m_detailTitle->setText(tr("Attempt %1:").arg(shown.number));
    m_detailPointer->setVisible(!shown.pointer.isEmpty());
    m_detailPointer->setText(displayText(shown.pointer));
    const QString first = displayText(shown.detail);
    m_detailText->setText(
        shown.issues > 1 ? tr("%1 – and %2 more").arg(first, QLocale().toString(shown.issues - 1)) : first);
}

} // namespace espalier::ui
