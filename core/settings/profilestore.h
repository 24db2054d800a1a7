// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "settings/endpointprofile.h"
#include "json/value.h"

#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::settings {

/// The endpoint profiles of this person: profiles.json in the program's XDG configuration folder, mode 0600,
/// without a secret in it. Written as a whole to a temporary file and renamed, so that a crash leaves the old
/// or the new one.
///
/// Nothing that was in the file is lost: members this version does not know stay, profiles it cannot use stay
/// where they are, and a file that is no JSON at all is kept beside the new one as profiles.json.broken
/// (.broken-2, …). Thread: one at a time. Two programs at once: each change is made to the file as it is
/// then, under a lock file beside it, so that neither loses the other's profiles.
class ProfileStore
{
public:
    /// `path` of the file; its folder is made when something is written.
    explicit ProfileStore(QString path = defaultPath());

    /// $XDG_CONFIG_HOME/espalier/profiles.json, the same for both programs.
    [[nodiscard]] static QString defaultPath();

    /// Reads the file; a file that is not there is an empty store. Returned are the problems a person should
    /// hear of, each with what became of the data; the store is usable in any case.
    [[nodiscard]] std::vector<Error> load();

    /// In the order of the file.
    [[nodiscard]] const std::vector<EndpointProfile> &profiles() const { return m_profiles; }
    /// A stored profile, else a preset (letter case ignored for those); nullopt when there is neither.
    [[nodiscard]] std::optional<EndpointProfile> find(std::string_view name) const;

    /// Adds the profile or replaces the one of its name, and writes. With `former` it takes the place of the
    /// one of that name, in one write. An error (CannotWrite; Usage for a profile that holds a secret) leaves
    /// file and store as they were.
    [[nodiscard]] std::optional<Error> put(const EndpointProfile &profile, std::string_view former = {});
    /// Changes the profile that find() gives now, after the file was read again; one of this name is made
    /// when there is none. Writes only when `change` made a difference. Errors as of put().
    [[nodiscard]] std::optional<Error> update(const std::string &name,
                                              const std::function<void(EndpointProfile &)> &change);
    /// Removes a stored profile, and writes; one that is not there is no error.
    [[nodiscard]] std::optional<Error> remove(std::string_view name);

private:
    /// True: the list was changed and is to be written.
    using Edit = std::function<Result<bool, Error>(json::Value::Array &)>;

    [[nodiscard]] std::vector<Error> readAgain();
    [[nodiscard]] std::optional<Error> edit(const Edit &change);
    [[nodiscard]] std::optional<Error> write(const json::Value &document) const;
    [[nodiscard]] Error keptAside(const std::string &why);
    void adopt(json::Value document);

    QString m_path;
    json::Value m_document; ///< as in the file
    std::vector<EndpointProfile> m_profiles;
    std::vector<Error> m_problems;
    std::optional<Error> m_blocked; ///< why writing would lose what is in the file
};

} // namespace espalier::settings
