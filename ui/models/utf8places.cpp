// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/utf8places.h"

#include <algorithm>

namespace espalier::ui {

/// Bytes of UTF-8 that a unit stands for. A pair's bytes count with its first half, so that neither a piece
/// nor a remembered place that ends between the halves matters.
static quint64 bytesOf(QChar unit)
{
    if (unit.unicode() < 0x80)
        return 1;
    if (unit.unicode() < 0x800)
        return 2;
    if (unit.isHighSurrogate())
        return 4;
    return unit.isLowSurrogate() ? 0 : 3;
}

void Utf8Places::append(QStringView text)
{
    for (const QChar unit : text) {
        if (m_end.unit - m_places.back().unit >= kStep)
            m_places.push_back(m_end);
        if (unit == QChar::ReplacementCharacter && !m_replaced)
            m_replaced = m_end.byte;
        m_end.byte += bytesOf(unit);
        ++m_end.unit;
    }
}

qsizetype Utf8Places::unitAt(quint64 byte, const Reader &read) const
{
    if (byte >= m_end.byte)
        return m_end.unit;
    const auto after = std::upper_bound(m_places.begin(), m_places.end(), byte,
                                        [](quint64 at, const Place &place) { return at < place.byte; });
    Place at = *std::prev(after);
    const QString text = read(at.unit, after == m_places.end() ? m_end.unit : after->unit);
    for (const QChar unit : text) {
        at.byte += bytesOf(unit);
        if (at.byte > byte)
            break;
        ++at.unit;
    }
    return at.unit;
}

quint64 Utf8Places::byteAt(qsizetype unit, const Reader &read) const
{
    if (unit >= m_end.unit)
        return m_end.byte;
    const auto after = std::upper_bound(m_places.begin(), m_places.end(), unit,
                                        [](qsizetype at, const Place &place) { return at < place.unit; });
    const Place &before = *std::prev(after);
    const QString text = read(before.unit, unit + 1);
    quint64 byte = before.byte;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        byte += bytesOf(text.at(i));
    const bool secondHalf = !text.isEmpty() && text.back().isLowSurrogate();
    return secondHalf && byte >= 4 ? byte - 4 : byte;
}

} // namespace espalier::ui
