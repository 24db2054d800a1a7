// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/answermode.h"

#include <QString>

namespace espalier::ui {

/// What was being asked, kept from one start to the next. Never a key.
struct Session
{
    QString instructions;
    QString document;
    QString schema;
    wire::AnswerMode mode = wire::AnswerMode::Auto;
    wire::StreamKind stream = wire::StreamKind::Partial;
    bool operator==(const Session &) const = default;
};

/// Where a session is kept: one JSON file, mode 0600 because it holds documents, written whole or not at all.
class SessionFile
{
public:
    explicit SessionFile(QString path);

    /// What was kept; the defaults when there is nothing or it cannot be read.
    [[nodiscard]] Session load() const;
    /// False when it could not be written.
    bool save(const Session &session) const;
    /// Forgets what was kept. False when the file is there and cannot be removed.
    bool remove() const;
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace espalier::ui
