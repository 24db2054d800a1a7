// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/excerpt.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::Excerpt)
};

/// The beginning of the character that the byte at `at` belongs to.
qsizetype characterAt(const QByteArray &utf8, qsizetype at)
{
    constexpr int kLongestCharacter = 4;
    for (int back = 0; back < kLongestCharacter && at - back > 0 && at < utf8.size(); ++back) {
        if ((static_cast<unsigned char>(utf8.at(at - back)) & 0xC0U) != 0x80U)
            return at - back;
    }
    return at;
}

} // namespace

QString sizeText(qint64 bytes)
{
    constexpr qint64 kThousand = 1000;
    return bytes < kThousand ? Text::tr("%1 bytes").arg(QLocale().toString(bytes))
                             : QLocale().formattedDataSize(bytes, bytes < kThousand * kThousand ? 0 : 1,
                                                           QLocale::DataSizeSIFormat);
}

std::vector<ExcerptPart> excerptOf(const QByteArray &utf8, qsizetype markBegin, qsizetype markEnd,
                                   qsizetype limit)
{
    std::vector<ExcerptPart> out;
    const auto add = [&](qsizetype from, qsizetype to, bool marked) {
        if (from < to)
            out.push_back({QString::fromUtf8(utf8.constData() + from, to - from), marked, false});
    };
    const auto show = [&](qsizetype from, qsizetype to) {
        const qsizetype begin = std::clamp(markBegin, from, to);
        const qsizetype end = std::clamp(markEnd, begin, to);
        add(from, begin, false);
        add(begin, end, true);
        add(end, to, false);
    };
    if (utf8.size() <= limit) {
        show(0, utf8.size());
        return out;
    }
    const qsizetype head = characterAt(utf8, limit / 2);
    const qsizetype tail = characterAt(utf8, utf8.size() - limit / 2);
    show(0, head);
    out.push_back({Text::tr("… %1 more …").arg(sizeText(tail - head)), false, true});
    show(tail, utf8.size());
    return out;
}

} // namespace espalier::ui
