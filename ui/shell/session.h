// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipecontent.h"
#include "models/documentlistmodel.h"
#include "json/value.h"

#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace espalier::ui {

/// The recipe as it stood in the window, saved or not.
struct RecipeState
{
    RecipeContent content;
    json::Value stored; ///< members of its file that this version does not use
    QString path;       ///< the file it belongs to; empty: none yet
    QString key;        ///< names it in the version store
    bool unsaved = false;
    QByteArray fileHash; ///< RecipeDocument::fileHash()
    bool operator==(const RecipeState &) const = default;
};

/// The texts as they stood in the window.
struct TextState
{
    QList<TextDocument> documents;
    int current = -1;
    bool operator==(const TextState &) const = default;
};

/// What is kept from one start to the next, and through a crash: two files beside each other, because a
/// recipe is small and changes with every word, while texts are large and seldom do. Mode 0600, each written
/// whole or not at all. Never a key.
///
/// Each running program has a session of its own: the first one session.json, further ones session-2.json and
/// so on, held by a lock file for as long as the object lives. Thread: one at a time.
class SessionFile
{
public:
    /// `path` of the first one; its folder is made when something is written.
    explicit SessionFile(const QString &path);
    ~SessionFile();
    SessionFile(SessionFile &&) noexcept;
    SessionFile &operator=(SessionFile &&) noexcept;

    [[nodiscard]] const QString &path() const { return m_path; }
    /// Of several programs at once the one whose session stays after its end.
    [[nodiscard]] bool isFirst() const { return m_first; }
    /// How many further programs did not come to their end and have nobody who holds their sessions: each
    /// comes back in a window of its own.
    [[nodiscard]] int orphans() const;
    /// Whether the program that wrote last came to its end. True when nothing was written.
    [[nodiscard]] bool endedWell() const { return m_endedWell; }
    /// Whether an answer was under way when it stopped.
    [[nodiscard]] bool lostAnswer() const { return m_lostAnswer; }

    /// nullopt when there is nothing or it cannot be read; what cannot be read is left where it is, renamed.
    [[nodiscard]] std::optional<RecipeState> loadRecipe() const;
    [[nodiscard]] std::optional<TextState> loadTexts() const;
    /// False when it could not be written.
    bool saveRecipe(const RecipeState &state);
    bool saveTexts(const TextState &state);
    /// An answer is under way from now on, or no longer.
    void noteAsking(bool underWay) const;
    /// The program comes to its end: the next one need not speak of a crash. A further program's files go.
    void end(bool keep);

private:
    [[nodiscard]] QString textsPath() const;
    [[nodiscard]] QString runningPath() const;
    void noteRunning() const;

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    bool m_first = true;
    bool m_endedWell = true;
    bool m_lostAnswer = false;
};

} // namespace espalier::ui
