// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/attempt.h"
#include "store/trystore.h"

#include <QWidget>

#include <memory>

class QStackedWidget;
class QStandardItemModel;
class QTabBar;
class QTreeView;

namespace espalier::ui {

class DimLabel;
class GrowingText;
class PartialTreeModel;
class TreePage;

/// One try in full: the request as it was sent, the answer as it came, its tree, what does not fit, what was
/// put right, its figures. To be read and copied; changes nothing. A page is filled when it is looked at; of
/// long texts the beginning and end are shown.
class AttemptDetail : public QWidget
{
    Q_OBJECT

public:
    enum Page { RequestPage, AnswerPage, TreePageIndex, IssuesPage, RepairsPage, FiguresPage };

    explicit AttemptDetail(QWidget *parent = nullptr);
    ~AttemptDetail() override;

    /// `base`: what was asked in its run, for the tree.
    void showAttempt(const Attempt &attempt, const std::shared_ptr<const store::TryRecord> &base,
                     const QString &currency);
    /// Nothing is selected.
    void clear();
    [[nodiscard]] Page page() const;
    void setPage(Page page);
    /// Rows that a page of lines has; 0 for a page of text.
    [[nodiscard]] int lineCount(Page page) const;
    /// What stands on the page of the request or the answer.
    [[nodiscard]] QString text(Page page) const;
    [[nodiscard]] PartialTreeModel &treeModel() { return *m_tree; }

private:
    void addPage(QWidget *page, const QString &title);
    QTreeView *addLines(QStandardItemModel *model, const QString &title, const QStringList &headings);
    void fillPage();
    void fillTree();
    void fillIssues();
    void fillRepairs();
    void fillFigures();

    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    DimLabel *m_note;
    GrowingText *m_request;
    GrowingText *m_answer;
    std::unique_ptr<PartialTreeModel> m_tree;
    TreePage *m_treePage;
    QStandardItemModel *m_issues;
    QStandardItemModel *m_repairs;
    QStandardItemModel *m_figures;
    Attempt m_attempt;
    std::shared_ptr<const store::TryRecord> m_base;
    QString m_currency;
    unsigned m_filled = 0; ///< a bit for each page that shows m_attempt
};

} // namespace espalier::ui
