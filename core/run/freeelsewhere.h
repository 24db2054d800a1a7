// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace espalier::run {

/// Lets go of something large in another thread: a million small pieces take longer to free than an event
/// loop may stand still. What others still hold stays, as ever. Nothing in it may belong to a thread
/// (QObject).
template <typename Large>
void freeElsewhere(Large &&large)
{
    auto held = std::make_shared<std::decay_t<Large>>(std::forward<Large>(large));
    QThreadPool::globalInstance()->start([held = std::move(held)]() mutable { held.reset(); });
}

} // namespace espalier::run
