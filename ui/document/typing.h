// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>

namespace espalier::ui {

/// How one text became another, as one replacement. Positions and lengths in UTF-16 units.
struct Replacement
{
    qsizetype at = 0;
    qsizetype removed = 0;
    QString inserted;
    bool operator==(const Replacement &) const = default;
};

/// The shortest single replacement that makes `after` of `before`; never cuts a surrogate pair.
[[nodiscard]] Replacement replacementOf(const QString &before, const QString &after);

/// Whether `next` goes on where `last` ended, so that both are one step of an undo history: letters typed in
/// one word, or characters taken away one after the other.
[[nodiscard]] bool continues(const Replacement &last, const Replacement &next);

} // namespace espalier::ui
