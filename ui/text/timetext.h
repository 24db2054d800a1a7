// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QString>
#include <QTimeZone>

namespace espalier::ui {

// When something was, in the person's language and the locale's forms. Moments are milliseconds since 1970,
// UTC. Functions of their arguments alone: nobody looks at a clock here.

/// "just now", "1 minute ago" up to an hour, then "today", "yesterday" or the day, with the time; the year
/// where it is another one than that of `nowMs`. What lies more than a minute ahead is told by its day.
[[nodiscard]] QString timeText(qint64 whenMs, qint64 nowMs, const QTimeZone &zone);
/// The whole moment, for tool tips: weekday, day, year, time with seconds.
[[nodiscard]] QString momentText(qint64 whenMs, const QTimeZone &zone);
/// "Today", "Yesterday", else weekday and day, the year where it is another one.
[[nodiscard]] QString dayText(QDate day, QDate today);
/// The day on which that moment falls there.
[[nodiscard]] QDate dayOf(qint64 whenMs, const QTimeZone &zone);

} // namespace espalier::ui
