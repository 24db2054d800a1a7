// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/profilestore.h"

#include "settings/presets.h"
#include "settings/profilejson.h"
#include "settings/wholefile.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>

namespace espalier::settings {

namespace {

constexpr std::chrono::milliseconds kPatience{2000};
constexpr QFileDevice::Permissions kPrivate = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Error problem(ErrorKind kind, std::string message, std::string nextStep)
{
    Error error;
    error.kind = kind;
    error.message = std::move(message);
    error.nextStep = std::move(nextStep);
    return error;
}

json::Value &profileList(json::Value &document)
{
    for (json::Member &member : document.mutableMembers()) {
        if (member.key == "profiles" && member.value.isArray())
            return member.value;
    }
    document.set("profiles", json::Value::array());
    return profileList(document);
}

} // namespace

ProfileStore::ProfileStore(QString path)
    : m_path(std::move(path))
{
    adopt({});
}

QString ProfileStore::defaultPath()
{
    // Not AppConfigLocation: window and command line have different program names and share this file.
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/espalier/profiles.json");
}

std::vector<Error> ProfileStore::load()
{
    adopt({});
    return readAgain();
}

std::vector<Error> ProfileStore::readAgain()
{
    m_blocked.reset();
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        m_blocked = problem(ErrorKind::CannotRead,
                            m_path.toStdString() + " cannot be read: " + file.errorString().toStdString(),
                            "Give yourself the right to read it; until then profiles cannot be stored.");
        return {*m_blocked};
    }
    const QByteArray bytes = file.readAll();
    file.close();
    auto document =
        json::readStrict(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (!document.ok())
        return {keptAside(document.error().message + ", line " + std::to_string(document.error().line))};
    if (!document->isObject() || ((*document).find("profiles") && !(*document)["profiles"].isArray()))
        return {keptAside("it holds no list of profiles")};
    adopt(*std::move(document));
    return m_problems;
}

Error ProfileStore::keptAside(const std::string &why)
{
    QString aside = m_path + QStringLiteral(".broken");
    for (int i = 2; QFile::exists(aside); ++i)
        aside = m_path + QStringLiteral(".broken-%1").arg(i);
    const std::string message = m_path.toStdString() + " cannot be used: " + why;
    if (QFile::rename(m_path, aside)) {
        return problem(ErrorKind::CannotRead, message,
                       "It was kept as " + aside.toStdString() +
                           "; correct it and put it back, or enter the profiles anew.");
    }
    m_blocked =
        problem(ErrorKind::CannotRead, message, "Move it away; until then profiles cannot be stored.");
    return *m_blocked;
}

void ProfileStore::adopt(json::Value document)
{
    m_document = document.isObject()
                     ? std::move(document)
                     : json::Value::object({{"espalier", json::Value::number(std::int64_t(1))}});
    m_profiles.clear();
    m_problems.clear();
    for (const json::Value &entry : profileList(m_document).items()) {
        auto profile = profileFromJson(entry);
        if (profile.ok())
            m_profiles.push_back(*std::move(profile));
        else
            m_problems.push_back(profile.error());
    }
}

std::optional<EndpointProfile> ProfileStore::find(std::string_view name) const
{
    for (const EndpointProfile &profile : m_profiles) {
        if (profile.name == name)
            return profile;
    }
    const EndpointProfile *built = preset(name);
    return built ? std::optional(*built) : std::nullopt;
}

/// Puts the profile into the list, in the place of the one called `former`.
static Result<bool, Error> placeIn(json::Value::Array &list, const EndpointProfile &profile,
                                   std::string_view former)
{
    if (auto refusal = secretInProfile(profile))
        return *std::move(refusal);
    const auto place = std::find_if(list.begin(), list.end(),
                                    [&](const json::Value &entry) { return entry["name"].text() == former; });
    if (place == list.end())
        list.push_back(profileToJson(profile));
    else
        *place = profileToJson(profile);
    return true;
}

std::optional<Error> ProfileStore::put(const EndpointProfile &profile, std::string_view former)
{
    return edit([&profile, former](json::Value::Array &list) {
        return placeIn(list, profile, former.empty() ? profile.name : former);
    });
}

std::optional<Error> ProfileStore::update(const std::string &name,
                                          const std::function<void(EndpointProfile &)> &change)
{
    return edit([&](json::Value::Array &list) -> Result<bool, Error> {
        const std::optional<EndpointProfile> before = find(name);
        EndpointProfile profile = before.value_or(EndpointProfile{});
        profile.name = before ? before->name : name;
        change(profile);
        if (before && profile == *before)
            return false;
        return placeIn(list, profile, profile.name);
    });
}

std::optional<Error> ProfileStore::remove(std::string_view name)
{
    return edit([name](json::Value::Array &list) -> Result<bool, Error> {
        return std::erase_if(list,
                             [name](const json::Value &entry) { return entry["name"].text() == name; }) > 0;
    });
}

std::optional<Error> ProfileStore::edit(const Edit &change)
{
    QLockFile lock(m_path + QStringLiteral(".lock"));
    const bool folder =
        QDir().mkpath(QFileInfo(m_path).path()); // a folder that cannot be made is write()'s to tell
    if (folder && !lock.tryLock(static_cast<int>(kPatience.count())) &&
        lock.error() == QLockFile::LockFailedError) {
        return problem(ErrorKind::CannotWrite, m_path.toStdString() + " is being written by another program.",
                       "Try again in a moment.");
    }
    (void)readAgain(); // a file that became unusable meanwhile is kept aside, and what is known here goes on
    json::Value document = m_document;
    const Result<bool, Error> changed = change(profileList(document).mutableItems());
    if (!changed)
        return changed.error();
    if (!*changed)
        return std::nullopt;
    if (auto error = write(document))
        return error;
    adopt(std::move(document));
    return std::nullopt;
}

std::optional<Error> ProfileStore::write(const json::Value &document) const
{
    const auto failed = [this](const QString &why) {
        return problem(ErrorKind::CannotWrite,
                       m_path.toStdString() + " cannot be written: " + why.toStdString(),
                       "Free some space, or give yourself the right to write there.");
    };
    if (m_blocked)
        return m_blocked;
    if (!QDir().mkpath(QFileInfo(m_path).path()))
        return failed(QStringLiteral("its folder cannot be made"));
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file.errorString());
    // Set while the file is still empty: QSaveFile gives it the rights of the one it replaces.
    if (!file.setPermissions(kPrivate))
        return failed(file.errorString());
    if (!writeWhole(file, json::writePretty(document) + "\n"))
        return failed(file.errorString());
    return std::nullopt;
}

} // namespace espalier::settings
