// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <string>
#include <utility>

namespace espalier::ui {

static QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

SessionFile::SessionFile(QString path)
    : m_path(std::move(path))
{
}

bool SessionFile::remove() const
{
    return !QFile::exists(m_path) || QFile::remove(m_path);
}

Session SessionFile::load() const
{
    Session session;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return session;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    session.instructions = object[QLatin1String("instructions")].toString();
    session.document = object[QLatin1String("text")].toString();
    session.schema = object[QLatin1String("schema")].toString();
    const std::string mode = object[QLatin1String("mode")].toString().toStdString();
    session.mode = wire::answerModeFromName(mode).value_or(session.mode);
    const std::string stream = object[QLatin1String("stream")].toString().toStdString();
    session.stream = wire::streamKindFromName(stream).value_or(session.stream);
    return session;
}

bool SessionFile::save(const Session &session) const
{
    QJsonObject object;
    object[QLatin1String("instructions")] = session.instructions;
    object[QLatin1String("text")] = session.document;
    object[QLatin1String("schema")] = session.schema;
    object[QLatin1String("mode")] = fromView(wire::answerModeName(session.mode));
    object[QLatin1String("stream")] = fromView(wire::streamKindName(session.stream));
    if (!QDir().mkpath(QFileInfo(m_path).path()))
        return false;
    QSaveFile file(m_path);
    // The mode is set before the first byte is written: it holds documents.
    return file.open(QIODevice::WriteOnly) &&
           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(QJsonDocument(object).toJson()) > 0 && file.commit();
}

} // namespace espalier::ui
