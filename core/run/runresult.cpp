// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/runresult.h"

namespace espalier::run {

std::string_view runStatusName(RunStatus status) noexcept
{
    switch (status) {
    case RunStatus::Valid:
        return "valid";
    case RunStatus::Accepted:
        return "accepted";
    case RunStatus::Invalid:
        return "invalid";
    case RunStatus::Cut:
        return "cut";
    case RunStatus::Refused:
        return "refused";
    case RunStatus::Failed:
        return "failed";
    case RunStatus::Cancelled:
        return "cancelled";
    }
    return "failed";
}

std::optional<RunStatus> runStatusFromName(std::string_view name) noexcept
{
    for (int status = 0; status <= static_cast<int>(RunStatus::Cancelled); ++status) {
        if (runStatusName(static_cast<RunStatus>(status)) == name)
            return static_cast<RunStatus>(status);
    }
    return std::nullopt;
}

} // namespace espalier::run
