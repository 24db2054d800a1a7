// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runresult.h"
#include "text/nextstep.h"
#include "json/treechange.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace espalier::ui {

class Banner;
struct BannerText;
class DimLabel;
class GivingArea;
class JsonView;
class PartialTreeModel;
class RawLink;
class RawView;
class ResultActions;
class ResultTableModel;
class TablePage;
class TreePage;
class WhyFailedPane;

/// The answer while it comes and after: as a tree, its list as a table, as JSON, as the raw text; above them
/// what went wrong and what can be done about it. The model stays the caller's and must outlive the panel.
class ResultPanel : public QWidget
{
    Q_OBJECT

public:
    enum class Page { Tree, Table, Json, Raw };

    explicit ResultPanel(PartialTreeModel &model, QWidget *parent = nullptr);

    /// A new question: forgets what was shown.
    void begin();
    /// The next attempt at the same question: the raw text begins anew, the tree does with its changes.
    void beginAttempt();
    /// The next changes; the model has them already.
    void follow(const json::TreeChanges &changes);
    void addRaw(const QString &text);
    /// The end: marks, lists, the banner when something went wrong. `keySent`: a key went with the question.
    void finish(const run::RunResult &result, bool keySent);
    /// Something else worth a word: a file, a list of models.
    void say(const BannerText &said);
    /// A few words at the right of the tabs. Screen readers are told at the end only.
    void setLiveText(const QString &text);
    void showPage(Page page);
    /// Off: no caret where a value grows.
    void setMotion(bool motion);
    [[nodiscard]] Banner *banner() const { return m_banner; }
    /// Puts a strip between banner and answer; owned from now on.
    void addStrip(QWidget *strip);
    [[nodiscard]] QSplitter *splitter() const;
    /// Copy and save, for menus.
    [[nodiscard]] ResultActions *actions() const { return m_actions; }
    /// The answer as indented JSON as far as it came; empty when nothing came.
    [[nodiscard]] QString jsonText() const;

Q_SIGNALS:
    /// The person wants to take a step that lies outside this panel. Steps inside it are taken by it.
    void stepWanted(espalier::ui::NextStep step);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addPage(QWidget *page, const QString &title);
    [[nodiscard]] QWidget *makeHead();
    void takeStep(NextStep step);
    void announce(const run::RunResult &result);

    PartialTreeModel &m_model;
    ResultTableModel *m_tableModel;
    Banner *m_banner;
    WhyFailedPane *m_why;
    QVBoxLayout *m_strips;
    GivingArea *m_area = nullptr;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    DimLabel *m_live;
    TreePage *m_tree;
    TablePage *m_table;
    JsonView *m_json;
    RawView *m_raw;
    RawLink *m_link;
    ResultActions *m_actions;
    bool m_saidOfAnswer = false; ///< the banner is about a file of the answer
};

} // namespace espalier::ui
