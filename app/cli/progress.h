// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"

#include "run/extractionrun.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <string>

namespace espalier::cli {

/// A bar with a few words on a terminal while a run goes on; nothing elsewhere. How much is still to come
/// nobody knows, so the bar only shows that something moves.
class Progress : public QObject
{
    Q_OBJECT

public:
    explicit Progress(Console &console, QObject *parent = nullptr);

    void begin(std::string what);
    void watch(const run::ExtractionRun &run);
    void end();

private:
    void show();

    Console &m_console;
    QTimer m_timer;
    QElapsedTimer m_since;
    std::string m_what;
    qint64 m_bytes = 0;
    int m_step = 0;
};

} // namespace espalier::cli
