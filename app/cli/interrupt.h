// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace espalier::cli {

/// Ctrl-C, a polite request to end and the end of the terminal (SIGINT, SIGTERM, SIGHUP unless it is ignored)
/// as a signal in the event loop. The second one ends the program at once, with 128 plus the signal's number.
/// One object at a time; from its end on, signals do what they did before.
class Interrupt : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    /// The first one came. Once.
    void interrupted(int signalNumber);

private:
    void read();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace espalier::cli
