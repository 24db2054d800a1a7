// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/rehearsalpanel.h"

#include "delegates/timelinedelegate.h"
#include "engine/hooklink.h"
#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"
#include "widgets/wrappingrow.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kTickMs = 100;
static constexpr int kMostRowsShown = 8;

RehearsalPanel::RehearsalPanel(QWidget *parent)
    : QWidget(parent)
    , m_choice(new Calm<QComboBox>)
    , m_faults(new QLineEdit)
    , m_problem(new DimLabel)
    , m_button(new QPushButton)
    , m_list(new QListView)
    , m_sentence(new DimLabel)
{
    auto *words =
        new DimLabel(tr("See these limits, rules and checks at work before they cost anything: the practice "
                        "endpoint plays faults on the text that is chosen, and every wait is as long as "
                        "it would be. No program is started, and nobody is asked."));
    words->setWordWrap(true);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new TimelineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Requests and waits of the rehearsal"));
    m_list->hide();
    m_sentence->setWordWrap(true);
    m_sentence->setAccessibleDescription(tr("What the rehearsal showed"));
    m_problem->setWordWrap(true);
    m_problem->setUrgent(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(words);
    layout->addWidget(makeChoice());
    layout->addWidget(m_problem);
    layout->addWidget(m_list);
    layout->addWidget(m_sentence);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] { m_model.tick(m_clock.elapsed()); });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        const int rows = std::min(m_model.rowCount(), kMostRowsShown);
        m_list->setFixedHeight(rows * m_list->sizeHintForRow(0) + 4);
        m_list->scrollToBottom();
    });
    checkFaults();
}

RehearsalPanel::~RehearsalPanel() = default;

QWidget *RehearsalPanel::makeChoice()
{
    m_choice->addItem(tr("Too many requests twice, then well"), QStringLiteral("429:1;429:1;ok"));
    m_choice->addItem(tr("An answer that does not fit, then well"), QStringLiteral("invalid;ok"));
    m_choice->addItem(tr("Bad JSON once, then well"), QStringLiteral("malformed;ok"));
    m_choice->addItem(tr("A stream that is cut, then well"), QStringLiteral("cut=120;ok"));
    m_choice->addItem(tr("An error in mid-stream, then well"), QStringLiteral("error-in-stream;ok"));
    m_choice->addItem(tr("A server fault, each time"), QStringLiteral("500"));
    m_choice->addItem(tr("Answers that never fit"), QStringLiteral("invalid"));
    m_choice->addItem(tr("The key is refused"), QStringLiteral("401"));
    m_choice->setAccessibleName(tr("Faults to play"));
    m_choice->setPlaceholderText(tr("A script of your own"));
    m_faults->setText(m_choice->currentData().toString());
    m_faults->setFont(codeFont());
    m_faults->setAccessibleName(tr("The same as a script"));
    m_faults->setToolTip(
        tr("A step for each request, apart by “;”, the last one repeats: 429:1, 500, 401, drop, "
           "cut=120, error-in-stream, truncate=20, invalid, malformed, fence, prose, think, "
           "double, ok; options behind commas: rate=60, delay=500"));
    auto *page = new QWidget;
    auto *row = new WrappingRow(8);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_choice);
    row->addWidget(m_faults);
    row->setGrowing(1);
    row->addWidget(m_button);
    page->setLayout(row);
    connect(m_choice, &QComboBox::activated, this,
            [this] { m_faults->setText(m_choice->currentData().toString()); });
    connect(m_faults, &QLineEdit::textChanged, this, &RehearsalPanel::checkFaults);
    connect(m_faults, &QLineEdit::returnPressed, this, &RehearsalPanel::start);
    connect(m_button, &QPushButton::clicked, this, [this] { isRunning() ? stop() : start(); });
    return page;
}

void RehearsalPanel::setSource(HookBench &bench, Order order)
{
    m_bench = &bench;
    m_order = std::move(order);
    checkFaults();
}

void RehearsalPanel::checkFaults()
{
    m_choice->setCurrentIndex(m_choice->findData(m_faults->text())); // none: one's own
    const QString problem = m_bench ? m_bench->faultProblem(m_faults->text()) : QString();
    m_problem->setText(displayText(problem));
    m_problem->setVisible(!problem.isEmpty());
    updateButton();
}

void RehearsalPanel::updateButton()
{
    m_button->setText(isRunning() ? tr("Stop") : tr("Rehearse"));
    m_button->setEnabled(isRunning() || (m_bench && m_problem->text().isEmpty()));
    m_choice->setEnabled(!isRunning());
    m_faults->setEnabled(!isRunning());
}

void RehearsalPanel::start()
{
    if (isRunning() || !m_bench || !m_problem->text().isEmpty())
        return;
    const std::optional<RunOrder> order = m_order();
    if (!order) {
        m_sentence->setText(
            tr("The schema, an example or the further parameters cannot be used yet; mend that first."));
        return;
    }
    m_model.restart();
    m_list->show();
    m_sentence->setText(tr("Rehearsing…"));
    m_run = m_bench->rehearse(*order, m_faults->text());
    m_clock.start();
    if (HookLink *link = m_run->hooks())
        connect(link, &HookLink::happened, this,
                [this](const run::RunEvent &event) { m_model.take(event, m_clock.elapsed()); });
    connect(m_run.get(), &LiveRun::finished, this, &RehearsalPanel::finish);
    m_tick.start();
    m_button->setFocus();
    updateButton();
}

void RehearsalPanel::stop()
{
    if (m_run)
        m_run->stop();
}

void RehearsalPanel::finish(const run::RunResult &result)
{
    if (!m_run)
        return;
    m_run.release()->deleteLater(); // we stand in one of its signals
    m_tick.stop();
    const qint64 now = m_clock.elapsed();
    m_model.end(now);
    const bool broke = result.tries == 0 && result.error;
    m_sentence->setText(
        displayText(broke ? QString::fromStdString(result.error->message) : m_model.summary(result, now)));
    updateButton();
    QAccessibleEvent alert(m_sentence, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    Q_EMIT ended(result);
}

} // namespace espalier::ui
