// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/lasttry.h"

#include <utility>

namespace espalier::ui {

std::optional<store::TryRecord> lastTryOf(const store::TryStore &tries, const TryOfText &wanted,
                                          const std::atomic<bool> &over)
{
    for (const store::TrySummary &head : tries.list()) {
        if (over)
            return std::nullopt;
        if (head.recipeName != wanted.recipeName || head.documentName != wanted.documentName)
            continue;
        Result<store::TryRecord, Error> record = tries.load(head.id);
        if (record && record->document == wanted.document)
            return *std::move(record);
    }
    return std::nullopt;
}

} // namespace espalier::ui
