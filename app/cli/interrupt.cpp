// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/interrupt.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace espalier::cli {

namespace {

// What a signal handler may touch: lock-free atomics and write(2).
std::atomic<int> writeEnd{-1};
std::atomic<int> count{0};
std::array<int, 2> ends{-1, -1};
constexpr std::array<int, 3> kSignals{SIGINT, SIGTERM, SIGHUP};
std::array<struct sigaction, kSignals.size()> before;

void handle(int number)
{
    if (count.fetch_add(1) > 0)
        ::_exit(128 + number);
    const int interrupted = errno; // of the call that the signal broke into
    const char byte = static_cast<char>(number);
    const ssize_t written = ::write(writeEnd, &byte, 1);
    static_cast<void>(written); // a pipe that takes no byte is a program that is ending already
    errno = interrupted;
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // out of descriptors: signals keep their default, which ends the program
    writeEnd = ends[1];
    count = 0;
    m_notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interrupt::read);
    struct sigaction action
    {
    };
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        ::sigaction(kSignals[i], nullptr, &before[i]);
        if (kSignals[i] != SIGHUP || before[i].sa_handler != SIG_IGN) // nohup
            ::sigaction(kSignals[i], &action, nullptr);
    }
}

Interrupt::~Interrupt()
{
    if (!m_notifier)
        return;
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &before[i], nullptr);
    m_notifier.reset();
    writeEnd = -1;
    ::close(ends[0]);
    ::close(ends[1]);
}

void Interrupt::read()
{
    char byte = 0;
    if (::read(ends[0], &byte, 1) == 1)
        Q_EMIT interrupted(byte);
}

} // namespace espalier::cli
