// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/progress.h"

#include <algorithm>
#include <utility>

namespace espalier::cli {

namespace {

constexpr int kWidth = 16;
constexpr int kMark = 4;

std::string bar(int step)
{
    std::string out(kWidth, ' ');
    const int way = kWidth - kMark;
    const int at = way - std::abs(step % (2 * way) - way);
    std::fill_n(out.begin() + at, kMark, '=');
    return "[" + out + "] ";
}

const char *wordsFor(run::RunState state)
{
    switch (state) {
    case run::RunState::WaitingForSlot:
        return "Waiting for a turn";
    case run::RunState::Connecting:
        return "Waiting for the answer";
    case run::RunState::Streaming:
        return "Reading the answer";
    case run::RunState::Checking:
        return "Checking";
    case run::RunState::WaitingToRetry:
        return "Waiting for another try";
    default:
        return "Preparing";
    }
}

} // namespace

Progress::Progress(Console &console, QObject *parent)
    : QObject(parent)
    , m_console(console)
{
    constexpr int kStepMs = 120;
    m_timer.setInterval(kStepMs);
    connect(&m_timer, &QTimer::timeout, this, &Progress::show);
}

void Progress::begin(std::string what)
{
    m_what = std::move(what);
    m_since.start();
    if (m_console.showsProgress())
        m_timer.start();
}

void Progress::watch(const run::ExtractionRun &run)
{
    connect(&run, &run::ExtractionRun::stateChanged, this,
            [this](run::RunState, run::RunState to) { m_what = wordsFor(to); });
    connect(&run, &run::ExtractionRun::textReceived, this,
            [this](const QByteArray &bytes) { m_bytes += bytes.size(); });
}

void Progress::end()
{
    m_timer.stop();
    m_console.clearProgress();
}

void Progress::show()
{
    const qint64 tenths = m_since.elapsed() / 100;
    std::string line = bar(m_step++) + m_what + ", " + std::to_string(tenths / 10) + "." +
                       std::to_string(tenths % 10) + " s";
    if (m_bytes > 0)
        line += ", " + std::to_string(m_bytes) + " bytes";
    m_console.progress(line);
}

} // namespace espalier::cli
