// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"

#include <QString>

namespace espalier::ui {

/// Largest text file that is taken into the window: 16 MiB.
inline constexpr qint64 kMaxTextBytes = 16LL * 1024 * 1024;

/// A whole file as text. It must be UTF-8; a byte-order mark is left out, line ends become LF. Errors:
/// CannotRead, with what is wrong and what to do, never a half-read text.
[[nodiscard]] Result<QString, Error> readTextFile(const QString &path);

} // namespace espalier::ui
