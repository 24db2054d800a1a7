// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/attempt.h"
#include "run/runresult.h"
#include "shell/runcontroller.h"
#include "store/trystore.h"

#include <QList>
#include <QWidget>

#include <memory>

class QAction;
class QLabel;
class QListView;
class QSplitter;
class QStackedWidget;

namespace espalier::ui {

class AttemptDetail;
class AttemptFeed;
class AttemptListModel;
class DimLabel;
class LinkButton;

/// The attempts of a run and their tries: a line each on one time axis, below them what is wrong first with
/// the one that is selected, beside them that one in full when a person wants it. The last one is selected
/// until a person selects another.
///
/// Connect begin, beginTry and the others to a RunController's signals of the same meaning.
class AttemptsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptsPanel(QWidget *parent = nullptr);
    ~AttemptsPanel() override;

    [[nodiscard]] AttemptListModel &model() { return *m_model; }
    [[nodiscard]] AttemptDetail &detail() { return *m_detail; }
    /// What is asked from now on; whom the next run is of. Its result is not looked at.
    void setAsked(std::shared_ptr<const store::TryRecord> asked, const QString &currency);
    [[nodiscard]] const std::shared_ptr<const store::TryRecord> &asked() const { return m_asked; }
    /// The tries of a run that is over and was kept.
    void showPast(std::shared_ptr<const store::TryRecord> record);
    void setDetailsShown(bool shown);

public Q_SLOTS:
    void begin();
    void beginTry(int number, int tryNumber, int allowed);
    void setSent(const QByteArray &requestBody);
    void follow(const espalier::ui::RunProgress &progress);
    void endTry(const espalier::run::AttemptRecord &record);
    void wait(qint64 milliseconds, bool asksAgain);
    void holdBack(qint64 milliseconds);
    void end(const espalier::run::RunResult &result);
    /// Forgets what is shown: another document, another recipe.
    void clear();

Q_SIGNALS:
    /// Two tries side by side, the earlier one first.
    void compareWanted(const espalier::ui::Attempt &first, const espalier::ui::Attempt &second);
    /// One of them as a file.
    void saveWanted(const espalier::run::AttemptRecord &record);

private:
    void buildList();
    void buildDetailLine();
    QAction *addVerb(const QString &text, const QList<QKeySequence> &keys, void (AttemptsPanel::*slot)());
    QWidget *makeLines();
    void showNothing(const run::RunResult *result);
    void selectLast();
    void showSelected();
    void updateVerbs();
    [[nodiscard]] QList<int> comparedRows() const;
    void toggleDetails();
    void compareSelected();
    void saveSelected();

    AttemptListModel *m_model;
    AttemptFeed *m_feed;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    QListView *m_list;
    AttemptDetail *m_detail;
    DimLabel *m_empty;
    DimLabel *m_document;
    QWidget *m_line;
    DimLabel *m_lineTitle;
    QLabel *m_linePointer;
    DimLabel *m_lineText;
    QAction *m_details = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_save = nullptr;
    std::shared_ptr<const store::TryRecord> m_asked;
    run::RunState m_state = run::RunState::Idle; ///< as last told to the feed
    bool m_asks = false;                         ///< the same
};

} // namespace espalier::ui
