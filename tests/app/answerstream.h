// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/scriptedserver.h"

#include <QByteArray>

namespace espalier::test {

// What a server of these tests streams.

/// An event with some of the content, already escaped for JSON.
inline QByteArray contentEvent(const QByteArray &escaped)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + escaped + "\"}}]}\n\n";
}

inline const QByteArray kDone = "data: [DONE]\n\n";

/// These events as a whole answer.
inline QByteArray stream(const QByteArray &events)
{
    return eventStreamHead() + chunk(events) + chunk({});
}

} // namespace espalier::test
