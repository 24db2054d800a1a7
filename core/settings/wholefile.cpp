// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings/wholefile.h"

namespace espalier::settings {

bool writeWhole(QSaveFile &file, std::string_view bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    // What a disk takes in part is no error for Qt yet; the next byte is, and its errorString() has the
    // reason.
    for (qint64 done = 0; done < size;) {
        const qint64 taken = file.write(bytes.data() + done, size - done);
        if (taken <= 0)
            return false; // not cancelled: that would be the reason then
        done += taken;
    }
    if (!file.flush()) {
        (void)file.flush();
        return false;
    }
    return file.size() == size && file.commit();
}

} // namespace espalier::settings
