// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringView>

#include <functional>
#include <optional>
#include <vector>

namespace espalier::ui {

/// Which byte of a UTF-8 text is which UTF-16 unit of the same text as Qt holds it, for a text that grows at
/// its end. Exact for valid text. Remembers one place in kStep units and reads at most that many units to
/// answer, so that 20 MB cost kilobytes.
class Utf8Places
{
public:
    static constexpr qsizetype kStep = 4096;

    /// Hands out the units from `from` to before `to` of the text that was appended.
    using Reader = std::function<QString(qsizetype from, qsizetype to)>;

    /// More of the text. A pair of surrogates may come in two pieces.
    void append(QStringView text);
    [[nodiscard]] quint64 bytes() const { return m_end.byte; }
    [[nodiscard]] qsizetype units() const { return m_end.unit; }
    /// The first byte of the first U+FFFD. Behind it the bytes that came may be others: what could not be
    /// read has been replaced.
    [[nodiscard]] std::optional<quint64> firstReplaced() const { return m_replaced; }

    /// The unit that the character with this byte begins at; units() beyond the end.
    [[nodiscard]] qsizetype unitAt(quint64 byte, const Reader &read) const;
    /// The first byte of the character this unit belongs to; bytes() beyond the end.
    [[nodiscard]] quint64 byteAt(qsizetype unit, const Reader &read) const;

private:
    struct Place
    {
        qsizetype unit = 0;
        quint64 byte = 0;
    };

    std::vector<Place> m_places{Place()};
    Place m_end;
    std::optional<quint64> m_replaced;
};

} // namespace espalier::ui
