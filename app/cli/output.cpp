// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/output.h"

#include "cli/exitcode.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace espalier::cli {

void Output::write(std::string_view bytes)
{
    while (!bytes.empty() && m_failure == 0) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd ready{STDOUT_FILENO, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno == EPIPE) {
            // Qt's sockets have told the kernel to ignore SIGPIPE; ask for its default again and take it.
            std::signal(SIGPIPE, SIG_DFL);
            std::raise(SIGPIPE);
        } else if (errno != EINTR) {
            m_failure = errno;
        }
    }
}

void Output::line(std::string_view text)
{
    std::string whole(text);
    whole.push_back('\n');
    write(whole);
}

int Output::exitCodeAfter(int code, Console &console) const
{
    if (m_failure == 0)
        return code;
    const Error error{ErrorKind::CannotWrite,
                      std::string("Cannot write to standard output: ") + std::strerror(m_failure) + ".",
                      "Send it somewhere else.",
                      {},
                      {},
                      {}};
    console.error(error);
    return exitCode(error);
}

void holdStandardStreams()
{
    // Opened the wrong way round: reading from a closed input and writing to a closed output go on failing.
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
            const int held = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
            static_cast<void>(held); // the lowest free number, which is this descriptor
        }
    }
}

} // namespace espalier::cli
