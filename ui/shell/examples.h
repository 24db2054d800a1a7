// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace espalier::ui {

/// Something to try at once: what to ask, of which text, along which schema.
struct Example
{
    QString name;
    QString instructions;
    QString document;
    QString schema;
};

/// The first is shown on the first start. All come right on the practice endpoint.
[[nodiscard]] QList<Example> examples();

} // namespace espalier::ui
