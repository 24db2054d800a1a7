// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "store/usagebook.h"

#include <QString>

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::store {

// A book as a file: one object of JSON. Unknown members are passed over. Pure.

[[nodiscard]] std::string usageText(const UsageBook &book);
/// Error: why it cannot be used, for people.
[[nodiscard]] Result<UsageBook, std::string> readUsage(std::string_view text);

/// What this person has used, in a file: folder 0700, file 0600, written whole or not at all. Figures, names
/// of endpoints and of models; no texts. A file that cannot be read is put aside as *.broken. Thread: any;
/// two programs may share it.
class UsageLedger
{
public:
    /// $XDG_STATE_HOME/espalier/usage/usage.json.
    [[nodiscard]] static QString defaultPath();
    explicit UsageLedger(QString path = defaultPath());

    [[nodiscard]] const QString &path() const { return m_path; }
    /// What is there now; an empty book when nothing is.
    [[nodiscard]] UsageBook load() const;
    /// Adds a run to what is in the file, and gives the whole. Errors: CannotWrite.
    [[nodiscard]] Result<UsageBook, Error> add(std::string_view day, std::string_view endpoint,
                                               std::string_view model, const run::RunResult &result);
    /// Removes the file. Errors: CannotWrite.
    [[nodiscard]] std::optional<Error> forgetAll();

private:
    [[nodiscard]] UsageBook read(bool putBrokenAside) const;

    const QString m_path;
    mutable std::mutex m_changing;
};

} // namespace espalier::store
