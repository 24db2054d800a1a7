// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/runhooks.h"

namespace espalier::run {

ValidationHook::~ValidationHook() = default;

SendHook::~SendHook() = default;

std::string_view verdictName(Verdict::Kind kind) noexcept
{
    switch (kind) {
    case Verdict::Kind::Continue:
        return "continue";
    case Verdict::Kind::Accept:
        return "accept";
    case Verdict::Kind::Stop:
        return "stop";
    }
    return "continue";
}

} // namespace espalier::run
