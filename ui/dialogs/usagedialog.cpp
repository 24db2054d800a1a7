// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/usagedialog.h"

#include "shell/windowfit.h"
#include "text/usagetext.h"
#include "text/valuetext.h"
#include "theme/espalierstyle.h"
#include "widgets/barchart.h"
#include "widgets/confirmstrip.h"
#include "widgets/rowtree.h"
#include "widgets/sectionlabel.h"
#include "widgets/segments.h"

#include <QDate>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

UsageDialog::UsageDialog(UsageKeeper &usage, const Place &place, QWidget *parent)
    : QDialog(parent)
    , m_usage(usage)
    , m_place(place)
    , m_model(new UsageTableModel(this))
    , m_run(plainLabel())
    , m_document(plainLabel())
    , m_advice(plainLabel())
    , m_measure(new Segments({tr("Tokens"), tr("Cost")}))
    , m_chart(new BarChart)
    , m_confirm(new ConfirmStrip)
    , m_kept(new DimLabel)
{
    setWindowTitle(tr("Tokens and cost"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_run->setAccessibleDescription(tr("Last run"));
    m_document->setAccessibleDescription(tr("This text"));
    m_advice->setAccessibleDescription(tr("How many at a time"));
    m_measure->setAccessibleName(tr("What the chart shows"));
    auto *heading = new QHBoxLayout;
    heading->addWidget(new SectionLabel(tr("The last %1 days").arg(kDays), m_chart));
    heading->addStretch(1);
    heading->addWidget(m_measure);
    QWidget *table = makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addLayout(makeSums());
    layout->addSpacing(8);
    layout->addLayout(heading);
    layout->addWidget(m_chart);
    layout->addSpacing(8);
    layout->addWidget(new SectionLabel(tr("By day and model"), table));
    layout->addWidget(table, 1);
    layout->addWidget(m_confirm);
    layout->addLayout(makeFoot());
    resize(fontMetrics().averageCharWidth() * 175, fontMetrics().lineSpacing() * 36);
    fitToScreen(*this);
    connect(m_measure, &Segments::currentChanged, this, &UsageDialog::showChart);
    connect(&m_usage, &UsageKeeper::changed, this, &UsageDialog::refresh);
    refresh();
}

QLayout *UsageDialog::makeSums()
{
    auto *sums = new QFormLayout;
    sums->addRow(new DimLabel(tr("Last run")), m_run);
    sums->addRow(new DimLabel(tr("This text, since the program began")), m_document);
    sums->addRow(new DimLabel(tr("At a time")), m_advice);
    return sums;
}

QWidget *UsageDialog::makeTable()
{
    auto *table = new RowTree;
    table->setModel(m_model);
    table->setAccessibleName(tr("By day and model"));
    for (int column = 0; column < UsageTableModel::ColumnCount; ++column)
        table->setColumnLetters(column, column == UsageTableModel::DayColumn ? 26 : 16);
    table->header()->setSectionResizeMode(UsageTableModel::ModelColumn, QHeaderView::Stretch);
    return table;
}

QLayout *UsageDialog::makeFoot()
{
    auto *forget = new QPushButton(tr("Forget these figures…"));
    forget->setAutoDefault(false);
    EspalierStyle::setButtonKind(forget, ButtonKind::Danger);
    connect(forget, &QPushButton::clicked, this, &UsageDialog::askToForget);
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_kept->setElided(true);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_kept, 1);
    foot->addWidget(forget);
    foot->addWidget(close);
    return foot;
}

QString UsageDialog::sumsText(const store::UsageSums &sums) const
{
    if (sums.runs == 0)
        return tr("nothing was asked yet");
    return tr("%1 · cost %2 · %3 for %4", "tokens, amount, requests, attempts")
        .arg(tokensInOutText(sums), costText(sums, m_place.currency),
             numberOf(sums.requests, tr("1 request"), tr("%1 requests")),
             numberOf(sums.attempts, tr("1 attempt"), tr("%1 attempts")));
}

void UsageDialog::refresh()
{
    const store::UsageBook &book = m_usage.book();
    m_run->setText(sumsText(m_usage.lastRun()));
    m_document->setText(m_place.document.isEmpty() ? tr("no text is at hand")
                                                   : displayText(m_place.document) + QStringLiteral(": ") +
                                                         sumsText(m_usage.document(m_place.document)));
    const auto recent = book.recent.find(m_place.endpoint.toStdString());
    const auto advice = run::adviseConcurrency(recent == book.recent.end() ? std::vector<run::RequestSample>()
                                                                           : recent->second,
                                               m_place.concurrency);
    m_advice->setText(displayText(m_place.endpoint) + QStringLiteral(": ") + adviceText(advice));
    m_model->setRows(book.rows, QDate::currentDate());
    m_kept->setText(
        m_usage.path().isEmpty()
            ? tr("These figures are not kept.")
            : displayText(
                  tr("Figures only, no texts, kept in %1").arg(QDir::toNativeSeparators(m_usage.path()))));
    showChart();
}

void UsageDialog::showChart()
{
    const std::vector<store::UsageRow> &rows = m_usage.book().rows;
    const bool cost = m_measure->current() == 1;
    m_chart->setBars(cost ? tr("Cost by day") : tr("Tokens by day"),
                     usageBars(rows, cost ? UsageMeasure::Cost : UsageMeasure::Tokens, mainCurrency(rows),
                               QDate::currentDate(), kDays));
}

void UsageDialog::askToForget()
{
    m_confirm->ask(tr("Forget all figures of tokens and cost? They are removed from this computer for good."),
                   tr("Forget"), [this] {
                       if (const std::optional<Error> error = m_usage.forgetAll())
                           Q_EMIT m_usage.failed(*error);
                   });
}

} // namespace espalier::ui
