// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

class QBoxLayout;
class QWidget;

namespace espalier::ui {

/// Adds to `row` the buttons "Previous difference" and "Next difference", and gives `window` their keys,
/// Shift+F7 and F7. `step` is called with whether it goes forward; it must live as long as the window.
void addStepButtons(QWidget &window, QBoxLayout &row, std::function<void(bool)> step);

} // namespace espalier::ui
