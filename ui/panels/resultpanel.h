// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/prettystream.h"
#include "run/runresult.h"
#include "json/repair.h"

#include <QWidget>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace espalier::ui {

class Banner;
struct BannerText;
class DimLabel;
class JsonView;
class LiveTreeView;
class NoteList;
class PartialTreeModel;
class RawView;
class ValueView;

/// The answer while it comes and after: as a tree, as JSON, as the raw text; below the tree the selected
/// value in full, what does not fit, and what was put right. The model stays the caller's and must outlive
/// the panel.
class ResultPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ResultPanel(PartialTreeModel &model, QWidget *parent = nullptr);

    /// A new question: forgets what was shown.
    void begin();
    /// The next changes; the model has them already.
    void follow(const json::TreeChanges &changes);
    void addRaw(const QString &text);
    /// The end: marks, lists, the banner when something went wrong. `keySent`: a key went with the question.
    void finish(const run::RunResult &result, bool keySent);
    /// Something else worth a word: a file, a list of models.
    void say(const BannerText &said);
    /// A few words at the right of the tabs.
    void setLiveText(const QString &text);
    [[nodiscard]] Banner *banner() const { return m_banner; }
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }
    /// The answer as indented JSON as far as it came; empty when nothing came.
    [[nodiscard]] QString jsonText() const;

private:
    void addPage(QWidget *page, const QString &title);
    QWidget *makeTreePage();
    void showEmptyState();
    void makeRoomForNotes();

    PartialTreeModel &m_model;
    Banner *m_banner;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    DimLabel *m_live;
    QSplitter *m_splitter;
    QStackedWidget *m_treeStack;
    QLabel *m_empty;
    LiveTreeView *m_tree;
    ValueView *m_value;
    NoteList *m_notes;
    JsonView *m_json;
    RawView *m_raw;
    bool m_ended = false; // the run is over
};

} // namespace espalier::ui
