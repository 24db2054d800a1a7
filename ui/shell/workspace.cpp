// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/workspace.h"

#include <algorithm>
#include <utility>

namespace espalier::ui {

Workspace::Workspace(const WorkspacePlaces &places, int keptTries)
    : m_session(places.session)
    , m_tries(places.tries, keptTries)
    , m_versionStore(places.versions)
    , m_versions(m_recipe, m_versionStore)
    , m_keeper(m_tries)
    , m_usage(places.usage)
{
    m_saveLater.setSingleShot(true);
    m_saveLater.setInterval(kSaveDelayMs);
    connect(&m_saveLater, &QTimer::timeout, this, &Workspace::saveNow);
    const auto recipeChanged = [this] {
        m_recipeStale = true;
        if (!m_saveLater.isActive()) // not started anew: who types without a pause is saved all the same
            m_saveLater.start();
    };
    connect(&m_recipe, &RecipeDocument::changed, this, recipeChanged);
    connect(&m_recipe, &RecipeDocument::pathChanged, this, recipeChanged);
    connect(&m_recipe, &RecipeDocument::modifiedChanged, this, recipeChanged);
    connect(&m_texts, &DocumentListModel::contentChanged, this, [this] {
        m_textsStale = true;
        if (!m_saveLater.isActive())
            m_saveLater.start();
    });
}

void Workspace::setCurrentText(int row)
{
    if (std::exchange(m_currentText, row) == row)
        return;
    m_textsStale = true;
    if (!m_saveLater.isActive())
        m_saveLater.start();
}

TextDocument Workspace::text() const
{
    return m_texts.documents().value(m_currentText);
}

Workspace::Beginning Workspace::restore()
{
    const bool endedWell = m_session.endedWell();
    const std::optional<RecipeState> recipe = m_session.loadRecipe();
    const std::optional<TextState> texts = m_session.loadTexts();
    if (recipe) {
        m_recipe.start(recipe->content, recipe->path, recipe->unsaved, recipe->stored, recipe->key);
        m_recipe.setFileHash(recipe->fileHash);
        m_versions.reload();
    }
    if (texts) {
        m_texts.setDocuments(texts->documents);
        m_currentText = texts->current;
    }
    m_saveLater.stop();
    m_recipeStale = false;
    m_textsStale = false;
    if (m_session.lostAnswer())
        m_session.noteAsking(false);
    if (!recipe && !texts)
        return Beginning::First;
    return endedWell ? Beginning::Restored : Beginning::Recovered;
}

void Workspace::noteAsking(bool underWay)
{
    if (m_keeping && !m_ended)
        m_session.noteAsking(underWay);
}

void Workspace::setKeeping(bool keeping)
{
    m_keeping = keeping;
    m_versions.setKeeping(keeping);
    m_keeper.setKeeping(keeping);
    m_usage.setKeeping(keeping);
}

void Workspace::saveNow()
{
    m_saveLater.stop();
    if (!m_keeping || m_ended)
        return;
    bool written = true;
    if (m_recipeStale) {
        written = m_session.saveRecipe({m_recipe.content(), m_recipe.stored(), m_recipe.path(),
                                        m_recipe.key(), m_recipe.isModified(), m_recipe.fileHash()});
        m_recipeStale = !written; // tried again with the next change, and at the end
    }
    if (m_textsStale) {
        const bool texts = m_session.saveTexts({m_texts.documents(), m_currentText});
        m_textsStale = !texts;
        written = written && texts;
    }
    noteWritten(written);
}

void Workspace::noteWritten(bool written)
{
    if (!written && !m_complained)
        Q_EMIT notKept(m_session.path());
    m_complained = !written;
}

bool Workspace::outlivesItsEnd() const
{
    return m_keeping && m_session.isFirst() && !m_complained;
}

int Workspace::homelessTexts() const
{
    const QList<TextDocument> &all = m_texts.documents();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [](const TextDocument &text) {
        return text.path.isEmpty() && !text.text.trimmed().isEmpty();
    }));
}

void Workspace::end()
{
    saveNow();
    m_ended = true;
    m_session.end(m_keeping);
}

std::optional<Error> Workspace::forgetAll()
{
    const std::optional<Error> tries = m_tries.forgetAll();
    const std::optional<Error> versions = m_versionStore.forgetAll();
    const std::optional<Error> usage = m_usage.forgetAll();
    m_versions.reload();
    return tries ? tries : versions ? versions : usage;
}

} // namespace espalier::ui
