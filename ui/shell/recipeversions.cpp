// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/recipeversions.h"

#include "document/recipedocument.h"

#include <QDateTime>

namespace espalier::ui {

RecipeVersions::RecipeVersions(RecipeDocument &document, store::VersionStore &store, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_store(store)
{
    connect(&document, &RecipeDocument::changed, this, &RecipeVersions::compare);
    reload();
}

void RecipeVersions::reload()
{
    m_newest = m_store.newest(m_document.key()).value_or(store::RecipeVersion{});
    compare();
    Q_EMIT labelChanged();
}

void RecipeVersions::compare()
{
    // By what a person can change; name and unknown members make no version.
    recipe::Recipe now = m_document.toRecipe();
    now.name = m_newest.recipe.name;
    now.stored = m_newest.recipe.stored;
    const bool changed = m_newest.number > 0 && !(now == m_newest.recipe);
    if (changed == m_changed)
        return;
    m_changed = changed;
    Q_EMIT labelChanged();
}

QString RecipeVersions::label() const
{
    if (m_newest.number == 0)
        return tr("new");
    const QString version = tr("v%1").arg(m_newest.number);
    return m_changed ? tr("%1, changed").arg(version) : version;
}

std::vector<store::RecipeVersion> RecipeVersions::list() const
{
    return m_store.list(m_document.key());
}

int RecipeVersions::keep()
{
    if (!m_keeping)
        return 0;
    const int number =
        m_store.keep(m_document.key(), m_document.toRecipe(), QDateTime::currentMSecsSinceEpoch());
    reload();
    return number;
}

void RecipeVersions::follow(const QString &formerKey)
{
    if (formerKey != m_document.key())
        m_store.copy(formerKey, m_document.key());
    reload();
}

} // namespace espalier::ui
