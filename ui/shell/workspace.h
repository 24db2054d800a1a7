// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"
#include "models/documentlistmodel.h"
#include "shell/recipeversions.h"
#include "shell/session.h"
#include "shell/trykeeper.h"
#include "shell/usagekeeper.h"
#include "store/trystore.h"
#include "store/versionstore.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace espalier::ui {

/// Where the window keeps what must outlive it.
struct WorkspacePlaces
{
    QString session;  ///< a file
    QString tries;    ///< a folder
    QString versions; ///< a folder
    QString usage{};  ///< a file; empty: what is used is not written
};

/// What one works on: the recipe, the texts, and what is kept of them: the session (written a moment after
/// each change, so that a crash takes no more than that moment), versions and tries. Thread: GUI.
class Workspace : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSaveDelayMs = 1000;

    /// How the last program ended.
    enum class Beginning {
        First,     ///< there was none, or nothing was kept
        Restored,  ///< it came to its end; its session is back
        Recovered, ///< it did not; what was kept until then is back
    };

    Workspace(const WorkspacePlaces &places, int keptTries);

    [[nodiscard]] RecipeDocument &recipe() { return m_recipe; }
    [[nodiscard]] DocumentListModel &texts() { return m_texts; }
    [[nodiscard]] store::TryStore &tries() { return m_tries; }
    [[nodiscard]] RecipeVersions &versions() { return m_versions; }
    [[nodiscard]] TryKeeper &keeper() { return m_keeper; }
    [[nodiscard]] UsageKeeper &usage() { return m_usage; }
    [[nodiscard]] const QString &sessionPath() const { return m_session.path(); }
    /// Whether the last program, which did not come to its end, had an answer under way. It is not kept.
    [[nodiscard]] bool lostAnswer() const { return m_session.lostAnswer(); }
    /// An answer is under way from now on, or no longer.
    void noteAsking(bool underWay);
    [[nodiscard]] int orphans() const { return m_session.orphans(); } ///< see SessionFile
    [[nodiscard]] const QString &versionsPath() const { return m_versionStore.folder(); }

    /// Row of the text that is shown and asked about; -1: none.
    [[nodiscard]] int currentText() const { return m_currentText; }
    void setCurrentText(int row);
    /// It; an empty one when there is none.
    [[nodiscard]] TextDocument text() const;

    /// Brings back what was kept. To be called once, before anything is changed.
    Beginning restore();
    /// Whether session, versions and tries are written. Off: what was kept of the session goes at the end.
    void setKeeping(bool keeping);
    /// Writes what has changed now.
    void saveNow();
    /// Whether what is on show is there again at the next start. Not so for a second window, while nothing is
    /// kept, and where nothing can be written.
    [[nodiscard]] bool outlivesItsEnd() const;
    /// Texts that stand in no file.
    [[nodiscard]] int homelessTexts() const;
    /// The program comes to its end; nothing is written after it.
    void end();
    /// Removes every version and try, and the figures of what was used. The session stays: it is what is on
    /// show.
    [[nodiscard]] std::optional<Error> forgetAll();

Q_SIGNALS:
    /// The session could not be written; once, until it works again.
    void notKept(const QString &path);

private:
    void noteWritten(bool written);

    RecipeDocument m_recipe;
    DocumentListModel m_texts;
    SessionFile m_session;
    store::TryStore m_tries;
    store::VersionStore m_versionStore;
    RecipeVersions m_versions;
    TryKeeper m_keeper;
    UsageKeeper m_usage;
    QTimer m_saveLater;
    int m_currentText = -1;
    bool m_recipeStale = false; ///< it has changed since it was written
    bool m_textsStale = false;
    bool m_keeping = true;
    bool m_complained = false;
    bool m_ended = false;
};

} // namespace espalier::ui
