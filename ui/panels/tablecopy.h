// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QModelIndexList>
#include <QString>

namespace espalier::ui {

class ResultTableModel;

/// What is copied of a table's cells: one cell as it is; several as rows and columns for a spreadsheet, TAB
/// between cells, a line each, the columns' names first, protected against formulas like a CSV file.
[[nodiscard]] QString cellsText(const ResultTableModel &table, QModelIndexList cells);

} // namespace espalier::ui
