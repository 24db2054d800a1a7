// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>

namespace espalier::run {

/// Ends a process that nobody waits for any more, and then its object; not in this call. It is heard of no
/// more. Takes some milliseconds.
inline void letGo(QProcess *process)
{
    process->disconnect();
    process->setParent(nullptr);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    // What is killed is gone within milliseconds, and the program may end before its event loop hears of it.
    constexpr int kGoneMs = 500;
    process->kill();
    if (process->waitForFinished(kGoneMs))
        process->deleteLater();
    else
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
}

} // namespace espalier::run
