// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace espalier::ui {

/// A stretch of a text that is shown.
struct ExcerptPart
{
    QString text;
    bool marked = false;
    bool gap = false; ///< not of the text: it says how much is left out
    bool operator==(const ExcerptPart &) const = default;
};

/// Bytes of a text that are shown of a long one.
inline constexpr qsizetype kExcerptBytes = 256 * 1024;

/// What is shown of a text (UTF-8) that may be long: all of it up to `limit` bytes, else its first and last
/// halves of that, cut at whole characters, with a part that says how much lies between. `markBegin` to
/// `markEnd` (bytes) come as parts that are marked. Work O(limit).
[[nodiscard]] std::vector<ExcerptPart> excerptOf(const QByteArray &utf8, qsizetype markBegin = 0,
                                                 qsizetype markEnd = 0, qsizetype limit = kExcerptBytes);
/// "19.8 MB", "512 bytes"; powers of 1,000.
[[nodiscard]] QString sizeText(qint64 bytes);

} // namespace espalier::ui
