// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/partialtreemodel.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace espalier::ui {

/// Where an answer does not fit, as a person finds it in the window.
struct WrongPlaces
{
    struct Rowless
    {
        QString pointer; ///< JSON Pointer; empty: the answer as a whole
        QString text;    ///< what is wrong, in a few words
    };
    std::size_t marked = 0;       ///< rows of the tree that are marked
    std::vector<Rowless> rowless; ///< places without a row, each once
};

/// `set`: what PartialTreeModel::setMarks made of `marks`.
[[nodiscard]] WrongPlaces wrongPlacesOf(const std::vector<ValueMark> &marks, const MarksSet &set);
/// How many there are and where one sees them, in sentences.
[[nodiscard]] QString wrongPlacesText(const WrongPlaces &places);

} // namespace espalier::ui
