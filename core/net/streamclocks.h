// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "net/transport.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace espalier::net {

/// The four clocks of one try. Qt's transfer timeout is one idle clock that cannot be told from an abort;
/// these say which one fired.
///
/// First byte and deadline run from start(). Idle and no-content run from the first byte: before it the
/// first-byte clock alone decides, so that a slow model can be waited for by raising that one. Precision:
/// Qt's coarse timers, 5 %.
class StreamClocks final : public QObject
{
    Q_OBJECT

public:
    /// Some servers leave the connection open after an answer, with or without signs of life.
    static constexpr std::chrono::milliseconds kAfterEnd{5'000};

    explicit StreamClocks(QObject *parent = nullptr);

    void start(const Timeouts &timeouts);
    void byteArrived();    ///< of the body
    void contentArrived(); ///< restarts no-content; nothing before the first byte
    void endAnnounced();   ///< from now on idle and no-content are short; nothing before the first byte
    void stop();

    /// What to tell a person when the clock of `kind` fired.
    [[nodiscard]] Error error(ErrorKind kind) const;

Q_SIGNALS:
    /// FirstByteTimeout, IdleTimeout, NoContentTimeout or DeadlineExceeded. May come more than once unless
    /// stop() is called.
    void expired(espalier::ErrorKind kind);

private:
    Timeouts m_timeouts;
    QTimer m_firstByte;
    QTimer m_idle;
    QTimer m_noContent;
    QTimer m_deadline;
    bool m_byteSeen = false;
};

} // namespace espalier::net
