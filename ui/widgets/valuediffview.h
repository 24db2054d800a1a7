// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changerow.h"
#include "models/latestjob.h"

#include <QWidget>

class QCheckBox;

namespace espalier::ui {

class ChangeView;
class DimLabel;
class WordDiffView;

/// Two answers field by field, and the selected field's two values word by word.
class ValueDiffView : public QWidget
{
    Q_OBJECT

public:
    explicit ValueDiffView(QWidget *parent = nullptr);

    void setTitles(const QString &before, const QString &after);
    /// What valueRows() gives.
    void setRows(ChangeRows rows);
    [[nodiscard]] ChangeView *changes() const { return m_changes; }
    bool step(bool forward);
    /// To the first difference of all, or the last one. False when there is none.
    bool wrap(bool forward);

private:
    void showRow(const ChangeRow &row);

    DimLabel *m_counts;
    QCheckBox *m_only;
    ChangeView *m_changes;
    WordDiffView *m_words;
    LatestJob m_reading; ///< of a long field
};

} // namespace espalier::ui
