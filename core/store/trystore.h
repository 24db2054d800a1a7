// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "recipe/recipe.h"
#include "run/runresult.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace espalier::store {

/// One press of Try, whole: what was asked and what came of it. Holds documents and answers; never a secret.
struct TryRecord
{
    std::string id;             ///< given by the store: the file's name without ".json"; sorts by time
    std::int64_t startedMs = 0; ///< UTC, milliseconds since 1970
    recipe::Recipe recipe;      ///< as asked
    int recipeVersion = 0;      ///< number of the recipe's version; 0: none
    std::string documentName;   ///< for people
    std::string document;       ///< the text
    std::string endpoint;       ///< name of the profile
    std::string model;          ///< as asked for
    wire::AnswerMode mode = wire::AnswerMode::Tools; ///< as asked, never Auto
    run::RunResult result;
};

/// What a list shows of a try, without reading the rest.
struct TrySummary
{
    std::string id;
    std::int64_t startedMs = 0;
    std::string recipeName;
    int recipeVersion = 0;
    std::string documentName;
    std::string endpoint;
    std::string model;
    run::RunStatus status = run::RunStatus::Failed;
    std::string problem; ///< first issue or error in one line; empty when all is well
    std::int64_t totalMs = 0;
    std::optional<std::int64_t> totalTokens;
    bool usageEstimated = false;
    std::uint64_t bytes = 0; ///< of the file
    bool operator==(const TrySummary &) const = default;
};

/// The tries of this person, one file each in a folder of their own: folder 0700, files 0600, written whole
/// or not at all. Keeps the newest `kept` files and removes older ones with each add(), without opening those
/// that stay. Files that cannot be read stay and are not listed. Thread: any; what changes the folder waits
/// for what changes it already. Two programs may share it.
class TryStore
{
public:
    /// $XDG_STATE_HOME/espalier/tries.
    [[nodiscard]] static QString defaultFolder();
    explicit TryStore(QString folder = defaultFolder(), int kept = 200);

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] int kept() const;
    /// Removes at once what is beyond. 0: nothing is kept, add() does nothing.
    void setKept(int kept);

    /// Newest first. Reads the head of each file only.
    [[nodiscard]] std::vector<TrySummary> list() const;
    /// What list() says of that one; reads its head only. nullopt: it is not there, or cannot be read.
    [[nodiscard]] std::optional<TrySummary> summary(const std::string &id) const;
    /// Ids of the files that are there, oldest first, those too that cannot be read. Opens none.
    [[nodiscard]] QStringList ids() const;
    /// Errors: CannotRead.
    [[nodiscard]] Result<TryRecord, Error> load(const std::string &id) const;
    /// Keeps it and gives it an id; an empty one when nothing is kept. Errors: CannotWrite; then nothing was
    /// removed either.
    [[nodiscard]] Result<std::string, Error> add(const TryRecord &record);
    [[nodiscard]] std::optional<Error> remove(const std::string &id);
    /// Removes every try, those too that cannot be read. Errors: CannotWrite, naming what is left.
    [[nodiscard]] std::optional<Error> forgetAll();

private:
    const QString m_folder;
    mutable std::mutex m_changing; ///< held while files are written or removed
    int m_kept;
};

} // namespace espalier::store
