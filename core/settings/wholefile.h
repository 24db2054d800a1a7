// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSaveFile>

#include <string_view>

namespace espalier::settings {

/// Writes all of `bytes` into the open file and puts it in the place of the former one, or leaves that one as
/// it is. False: it could not be written; errorString() of the file says why, and the file is not to be used
/// any more. QSaveFile::commit() alone takes
/// what did not fit on a full disk for written, because the last write happens when it closes the file
/// (Qt 6.4).
[[nodiscard]] bool writeWhole(QSaveFile &file, std::string_view bytes);

} // namespace espalier::settings
