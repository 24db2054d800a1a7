// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "store/trystore.h"

#include <atomic>
#include <optional>
#include <string>

namespace espalier::ui {

/// Whose last try is wanted.
struct TryOfText
{
    std::string recipeName;
    std::string documentName;
    std::string document; ///< the text
};

/// The newest try of that recipe that was asked of exactly this text; nullopt when none is kept. Reads the
/// heads of all, and those whose names fit as a whole until one does. `over`: gives up early. Any thread.
[[nodiscard]] std::optional<store::TryRecord> lastTryOf(const store::TryStore &tries, const TryOfText &wanted,
                                                        const std::atomic<bool> &over);

} // namespace espalier::ui
