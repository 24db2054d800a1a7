// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "wire/errorbody.h"

namespace espalier::wire {

/// The kind of an HTTP answer that is not 2xx, by status and by the machine-readable members of its body
/// (code, type, param). The message is never looked at.
[[nodiscard]] ErrorKind errorKindFromStatus(int httpStatus, const ErrorWords &words);

/// The kind of an error object inside a 2xx answer: by its code or type, and by a numeric code as if it were
/// a status where that says more than "error inside the stream".
[[nodiscard]] ErrorKind errorKindInStream(const ErrorWords &words);

} // namespace espalier::wire
