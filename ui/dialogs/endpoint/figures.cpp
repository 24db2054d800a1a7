// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/figures.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::Figures)
};

constexpr double kHighestPrice = 1'000'000;
constexpr std::int64_t kMostTokens = 1'000'000'000;

/// With digits 0 to 9 whatever the script, without blanks of any width and what groups thousands beside comma
/// and point.
QString packed(const QString &text)
{
    static const QString groups = QStringLiteral("'_\u2019\u066C"); // the last is the Arabic one
    QString out;
    for (const QChar c : text) {
        if (c.digitValue() >= 0)
            out += QChar(u'0' + c.digitValue());
        else if (c == u'\u066B') // the Arabic decimal sign
            out += u'.';
        else if (!c.isSpace() && !groups.contains(c))
            out += c;
    }
    return out;
}

} // namespace

Figure<double> readPrice(const QString &text)
{
    QString figure = packed(text);
    if (figure.isEmpty())
        return {};
    static const QRegularExpression money(QStringLiteral("^[$€£¥]|[$€£¥]$"));
    figure.remove(money);
    const qsizetype decimal = std::max(figure.lastIndexOf(u','), figure.lastIndexOf(u'.'));
    if (decimal >= 0) {
        QString whole = figure.left(decimal);
        whole.remove(figure.at(decimal) == u',' ? u'.' : u',');
        figure = whole + u'.' + figure.mid(decimal + 1);
    }
    static const QRegularExpression number(QStringLiteral("^(\\d+(\\.\\d*)?|\\.\\d+)$"));
    const double value = figure.toDouble();
    if (!number.match(figure).hasMatch())
        return {{}, Text::tr("A price is a number, like 0.15")};
    if (value > kHighestPrice)
        return {{}, Text::tr("A price is at most 1,000,000 for a million tokens")};
    return {value, {}};
}

Figure<std::int64_t> readTokens(const QString &text)
{
    const QString figure = packed(text).toLower();
    if (figure.isEmpty())
        return {};
    static const QRegularExpression number(
        QStringLiteral("^(?<whole>\\d{1,3}([,.]\\d{2,3})*[,.]\\d{3}|\\d+)(?<unit>[km]?)$|^(?<part>\\d+[.,]"
                       "\\d+)(?<big>[km])$"));
    const QRegularExpressionMatch match = number.match(figure);
    if (!match.hasMatch())
        return {{}, Text::tr("A number of tokens, like 128000 or 128k")};
    const bool whole = match.hasCaptured(QStringLiteral("whole"));
    const QString unit = match.captured(whole ? QStringLiteral("unit") : QStringLiteral("big"));
    const double factor = unit == u"m" ? 1e6 : unit == u"k" ? 1e3 : 1;
    QString digits = match.captured(whole ? QStringLiteral("whole") : QStringLiteral("part"));
    if (whole)
        digits.remove(u',').remove(u'.');
    const double value = digits.replace(u',', u'.').toDouble() * factor;
    if (value < 1 || value > static_cast<double>(kMostTokens))
        return {{}, Text::tr("A number of tokens from 1 to 1,000,000,000")};
    return {static_cast<std::int64_t>(value + 0.5), {}};
}

QString priceText(std::optional<double> price)
{
    return price ? QString::number(*price, 'g', 10) : QString();
}

QString tokensText(std::optional<std::int64_t> tokens)
{
    return tokens ? QString::number(*tokens) : QString();
}

} // namespace espalier::ui
