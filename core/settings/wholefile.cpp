// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/wholefile.h"

namespace espalier::settings {

bool writeWhole(QSaveFile &file, std::string_view bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (file.write(bytes.data(), size) == size && file.flush() && file.size() == size)
        return file.commit();
    file.cancelWriting();
    return false;
}

} // namespace espalier::settings
