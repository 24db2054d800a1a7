// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/preview.h"

#include <QList>
#include <QString>

namespace espalier::ui {

/// A line about a question that is not sent yet.
struct RequestLine
{
    QString text;
    bool urgent = false; ///< it will hardly work so
    bool operator==(const RequestLine &) const = default;
};

/// How much of the model's context the question takes, what is left for the answer, how long that may be,
/// and who says so. What is not known is "–", with where to enter it.
[[nodiscard]] QList<RequestLine> contextLines(const RequestPreview &preview);

/// Tokens that the answer may have: the least of what is asked for, what the model gives and what the window
/// leaves; nullopt when nothing of it is known.
[[nodiscard]] std::optional<qint64> answerRoom(const RequestPreview &preview);

/// All messages as one text for the clipboard, each under its role.
[[nodiscard]] QString messagesText(const RequestPreview &preview);

} // namespace espalier::ui
