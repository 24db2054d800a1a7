// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A date in words.

#include "schema/coercescalar_p.h"

#include "base/ascii.h"

#include <QDate>
#include <QHash>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace espalier::schema {

namespace {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

constexpr std::array kLanguages{QLocale::English, QLocale::German,     QLocale::French, QLocale::Spanish,
                                QLocale::Italian, QLocale::Portuguese, QLocale::Dutch};

QString folded(const QString &word)
{
    return QString::fromStdString(foldedName(word.toStdString()));
}

using Months = QHash<QString, int>;

/// Folded names to 1…12. A name that two languages give to two months means neither.
const Months &months()
{
    static const Months all = [] {
        Months out;
        const auto add = [&out](const QString &name, int month) {
            const QString key = folded(name);
            if (key.size() >= 3)
                out[key] = out.contains(key) && out[key] != month ? 0 : month;
        };
        for (const QLocale::Language language : kLanguages) {
            const QLocale locale(language);
            for (int month = 1; month <= 12; ++month) {
                for (const QLocale::FormatType form : {QLocale::LongFormat, QLocale::ShortFormat}) {
                    add(locale.monthName(month, form), month);
                    add(locale.standaloneMonthName(month, form), month);
                }
            }
        }
        return out;
    }();
    return all;
}

/// What one word of a date can be.
struct DatePart
{
    enum Kind { Filler, Day, Month, Year, Unknown } kind = Unknown;
    int number = 0;
};

DatePart datePart(QString word)
{
    static const QStringList fillers{QStringLiteral("of"),  QStringLiteral("the"), QStringLiteral("on"),
                                     QStringLiteral("de"),  QStringLiteral("del"), QStringLiteral("el"),
                                     QStringLiteral("den"), QStringLiteral("der"), QStringLiteral("am"),
                                     QStringLiteral("le"),  QStringLiteral("il"),  QStringLiteral("op")};
    word = folded(word);
    if (word.isEmpty() || fillers.contains(word))
        return {DatePart::Filler, 0};
    if (const int month = months().value(word); month > 0)
        return {DatePart::Month, month};
    for (const char *ordinal : {"st", "nd", "rd", "th", "er"}) {
        if (word.size() > 2 && word.endsWith(QLatin1String(ordinal)) && word.at(0).isDigit())
            word.chop(2);
    }
    const bool digits = std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits)
        return {};
    return {word.size() == 4   ? DatePart::Year
            : word.size() <= 2 ? DatePart::Day
                               : DatePart::Unknown,
            word.toInt()};
}

bool isWeekday(const QString &word)
{
    static const QStringList names = [] {
        QStringList out;
        for (const QLocale::Language language : kLanguages) {
            for (int day = 1; day <= 7; ++day) {
                for (const QLocale::FormatType form : {QLocale::LongFormat, QLocale::ShortFormat})
                    out.append(folded(QLocale(language).dayName(day, form)));
            }
        }
        return out;
    }();
    return names.contains(folded(word));
}

} // namespace

std::optional<std::string> dateInWords(std::string_view text)
{
    constexpr std::size_t kMost = 64;
    if (text.size() > kMost)
        return std::nullopt;
    QString spaced = fromUtf8(text);
    for (QChar &character : spaced) {
        if (character == u',' || character == u'.' || character == u'-' || character == u'/')
            character = u' ';
    }
    int day = 0;
    int month = 0;
    int year = 0;
    const QStringList words = spaced.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const DatePart part = datePart(word);
        int *field = part.kind == DatePart::Day     ? &day
                     : part.kind == DatePart::Month ? &month
                     : part.kind == DatePart::Year  ? &year
                                                    : nullptr;
        if (!field && part.kind == DatePart::Unknown && !isWeekday(word))
            return std::nullopt;
        if (field && *field != 0)
            return std::nullopt;
        if (field)
            *field = part.number;
    }
    const QDate date(year, month, day);
    if (month == 0 || year == 0 || !date.isValid())
        return std::nullopt;
    return date.toString(Qt::ISODate).toStdString();
}

} // namespace espalier::schema
