// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QFormLayout;

namespace espalier::ui {

/// Puts the labels of a form level with the first line of their fields. QFormLayout gives a label at most 7/4
/// of its own height, which stands some pixels too high beside a field with a frame. To be called once the
/// rows are there.
void levelLabels(QFormLayout &form);

} // namespace espalier::ui
