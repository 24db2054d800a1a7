// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exitcode.h"

namespace espalier::cli {

int exitCode(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::None:
        return kExitOk;
    case ErrorKind::Usage:
    case ErrorKind::CannotRead:
    case ErrorKind::CannotWrite:
        return kExitUsage;
    case ErrorKind::NoKey:
    case ErrorKind::KeyRefused:
    case ErrorKind::NotAllowed:
    case ErrorKind::KeychainUnavailable:
        return kExitKey;
    case ErrorKind::RateLimited:
        return kExitRate;
    case ErrorKind::StoppedByUser:
        return kExitInterrupted;
    default:
        return kExitFailed;
    }
}

int exitCode(const run::RunResult &result)
{
    switch (result.status) {
    case run::RunStatus::Valid:
    case run::RunStatus::Accepted:
        return kExitOk;
    case run::RunStatus::Invalid:
    case run::RunStatus::Cut:
    case run::RunStatus::Refused:
        return kExitNotAccepted;
    case run::RunStatus::Cancelled:
        return kExitInterrupted;
    case run::RunStatus::Failed:
        break;
    }
    if (result.waitRefused)
        return kExitRate;
    return result.error ? exitCode(*result.error) : kExitFailed;
}

} // namespace espalier::cli
