// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "run/answercache.h"

#include <QString>

#include <optional>

namespace espalier::store {

/// Accepted answers in a folder, a file each: folder 0700, files 0600, written whole or not at all; two
/// programs may share it. The files hold answers and no document; their names are hashes. Nothing expires by
/// itself. Thread: one at a time.
class AnswerFolder final : public run::AnswerCache
{
public:
    /// $XDG_CACHE_HOME/espalier/answers.
    [[nodiscard]] static QString defaultFolder();
    explicit AnswerFolder(QString folder = defaultFolder());

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] std::optional<json::Value> find(const std::string &key) override;
    void keep(const std::string &key, const json::Value &answer) override;
    /// Removes all of them. Error: CannotWrite, naming those that are left.
    [[nodiscard]] std::optional<Error> forgetAll();

private:
    [[nodiscard]] QString pathOf(const std::string &key) const;

    QString m_folder;
};

} // namespace espalier::store
