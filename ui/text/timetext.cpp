// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::TimeText)
};

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;

QString dayWords(QDate day, QDate today)
{
    return QLocale().toString(day, day.year() == today.year() ? Text::tr("d MMMM", "date of this year")
                                                              : Text::tr("d MMMM yyyy", "date"));
}

} // namespace

QDate dayOf(qint64 whenMs, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(whenMs, zone).date();
}

QString timeText(qint64 whenMs, qint64 nowMs, const QTimeZone &zone)
{
    const qint64 age = nowMs - whenMs;
    if (age > -kMinuteMs && age < kMinuteMs)
        return Text::tr("just now");
    if (age > 0 && age < kHourMs) {
        const qint64 minutes = age / kMinuteMs;
        return minutes == 1 ? Text::tr("1 minute ago") : Text::tr("%1 minutes ago").arg(minutes);
    }
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(whenMs, zone);
    const QDate today = dayOf(nowMs, zone);
    const QString time = QLocale().toString(when.time(), QLocale::ShortFormat);
    if (when.date() == today)
        return Text::tr("today %1").arg(time);
    if (when.date().addDays(1) == today)
        return Text::tr("yesterday %1").arg(time);
    return Text::tr("%1, %2", "day, time").arg(dayWords(when.date(), today), time);
}

QString momentText(qint64 whenMs, const QTimeZone &zone)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(whenMs, zone);
    const QLocale locale;
    return Text::tr("%1, %2", "day, time")
        .arg(locale.toString(when.date(), QLocale::LongFormat),
             locale.toString(when.time(), Text::tr("HH:mm:ss")));
}

QString dayText(QDate day, QDate today)
{
    if (day == today)
        return Text::tr("Today");
    if (day.addDays(1) == today)
        return Text::tr("Yesterday");
    return Text::tr("%1, %2", "weekday, day").arg(QLocale().dayName(day.dayOfWeek()), dayWords(day, today));
}

} // namespace espalier::ui
