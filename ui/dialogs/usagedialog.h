// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/usagetablemodel.h"
#include "shell/usagekeeper.h"

#include <QDialog>

class QLabel;

namespace espalier::ui {

class BarChart;
class ConfirmStrip;
class DimLabel;
class Segments;

/// Tokens and cost: of the last run and of the text at hand, by day and model, as a small chart; what the
/// requests say about how many at a time the endpoint bears. Follows what is used while it is open. A window
/// of its own beside the main one. The keeper stays the caller's and must outlive the dialog.
class UsageDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr int kDays = 30; ///< of the chart

    /// Who is asked now, for the advice, and which text is at hand.
    struct Place
    {
        QString document;
        QString endpoint;
        QString currency; ///< of the model's price; empty: none
        int concurrency = 1;
    };

    UsageDialog(UsageKeeper &usage, const Place &place, QWidget *parent = nullptr);

private:
    QLayout *makeSums();
    QWidget *makeTable();
    QLayout *makeFoot();
    void refresh();
    void showChart();
    void askToForget();
    [[nodiscard]] QString sumsText(const store::UsageSums &sums) const;

    UsageKeeper &m_usage;
    const Place m_place;
    UsageTableModel *m_model;
    QLabel *m_run;
    QLabel *m_document;
    QLabel *m_advice;
    Segments *m_measure;
    BarChart *m_chart;
    ConfirmStrip *m_confirm;
    DimLabel *m_kept;
};

} // namespace espalier::ui
