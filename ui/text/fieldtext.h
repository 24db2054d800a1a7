// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"

#include <QList>
#include <QString>

namespace espalier::ui {

// What is said of the fields of a schema, in the person's language.

/// "text", "whole number", "list of group".
[[nodiscard]] QString fieldKindText(schema::FieldType type);
/// The same for a field: "one of… (3)", "number or nothing", "other".
[[nodiscard]] QString fieldKindText(const schema::Field &field);
/// The kinds a person may choose, in the order in which they are offered; the lists last.
[[nodiscard]] QList<schema::FieldType> offeredFieldTypes();
/// What the schema says of the values beside their kind: "0 to 130", "USA, Canada, Mexico"; of a field of no
/// common kind, why. Empty: nothing.
[[nodiscard]] QString fieldNote(const schema::Field &field);
/// Where it comes from, when it is not its own: "from the definition “Address” …". Empty: nowhere else.
[[nodiscard]] QString fieldOrigin(const schema::Field &field);
/// The same in short, to stand behind a field's description: "from Address, used 3 times".
[[nodiscard]] QString fieldSource(const schema::Field &field);
/// Name to show for a field that may have none.
[[nodiscard]] QString fieldName(const schema::Field &field);
/// "maxLength", "maxLength and pattern" were left out.
[[nodiscard]] QString droppedText(const QStringList &keywords);

} // namespace espalier::ui
