// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/versionstore.h"

#include <QObject>

#include <functional>

namespace espalier::ui {

class RecipeDocument;

/// The versions of the recipe that is open: one is made whenever a changed recipe is tried or saved. Knows
/// how the recipe stands to the newest one without reading files with each word typed. Document and store
/// stay the caller's and must outlive this.
class RecipeVersions : public QObject
{
    Q_OBJECT

public:
    RecipeVersions(RecipeDocument &document, store::VersionStore &store, QObject *parent = nullptr);

    /// "v7", "v7, changed", "new".
    [[nodiscard]] QString label() const;
    /// Number of the newest version; 0: none yet.
    [[nodiscard]] int newest() const { return m_newest.number; }
    [[nodiscard]] std::vector<store::RecipeVersion> list() const;
    /// Keeps the recipe as it is now as a version, unless the newest is the same; gives its number. 0: it
    /// could not be kept.
    int keep();
    /// Whether versions are written at all.
    void setKeeping(bool keeping) { m_keeping = keeping; }
    /// The recipe got another file: its versions go on there.
    void follow(const QString &formerKey);
    /// Reads anew which version is the newest: another recipe was opened.
    void reload();

Q_SIGNALS:
    void labelChanged();

private:
    void compare();

    RecipeDocument &m_document;
    store::VersionStore &m_store;
    store::RecipeVersion m_newest; ///< number 0: none
    bool m_changed = false;
    bool m_keeping = true;
};

} // namespace espalier::ui
