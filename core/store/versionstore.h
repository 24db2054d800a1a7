// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "recipe/recipe.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace espalier::store {

/// A recipe as it was when it was tried or saved.
struct RecipeVersion
{
    int number = 0; ///< from 1
    std::int64_t madeMs = 0;
    recipe::Recipe recipe;
    bool operator==(const RecipeVersion &) const = default;
};

/// The versions of one recipe, a file of JSON Lines in a folder of the program (folder 0700, files 0600). A
/// recipe is known by a key: its file's path, or the id of one that was never saved. Of each at least the
/// newest 200 versions stay; once there are more than 250 the older ones go. Thread: one at a time.
class VersionStore
{
public:
    /// $XDG_STATE_HOME/espalier/versions.
    [[nodiscard]] static QString defaultFolder();
    explicit VersionStore(QString folder = defaultFolder());

    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// Oldest first; lines that cannot be read are left out.
    [[nodiscard]] std::vector<RecipeVersion> list(const QString &key) const;
    /// The newest one; reads the end of the file only. nullopt: there is none.
    [[nodiscard]] std::optional<RecipeVersion> newest(const QString &key) const;
    /// Number of the version that is `recipe` (all but its name and `stored` compared with the newest one), 0
    /// when it differs from the newest.
    [[nodiscard]] int newestIfSame(const QString &key, const recipe::Recipe &recipe) const;
    /// Keeps `recipe` as a new version unless it is the newest one already; gives its number. 0 when it could
    /// not be written.
    int keep(const QString &key, const recipe::Recipe &recipe, std::int64_t nowMs);
    /// What was kept under one key is kept under another too (Save as), after what is there already.
    void copy(const QString &from, const QString &to);
    [[nodiscard]] std::optional<Error> forgetAll();

private:
    QString m_folder;
};

} // namespace espalier::store
