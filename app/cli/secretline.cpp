// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secretline.h"

#include "base/ascii.h"
#include "cli/input.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace espalier::cli {

namespace {

termios shown{};

void showAgainAndDie(int number)
{
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::signal(number, SIG_DFL);
    ::raise(number);
}

/// No echo while it lives; a signal that ends the program puts it back first.
class EchoOff
{
public:
    EchoOff()
    {
        if (::isatty(STDIN_FILENO) != 1 || ::tcgetattr(STDIN_FILENO, &shown) != 0)
            return;
        m_active = true;
        for (const int number : {SIGINT, SIGTERM, SIGHUP})
            std::signal(number, showAgainAndDie);
        termios hidden = shown;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~EchoOff()
    {
        if (!m_active)
            return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        for (const int number : {SIGINT, SIGTERM, SIGHUP})
            std::signal(number, SIG_DFL);
        std::cerr << '\n';
    }
    EchoOff(const EchoOff &) = delete;
    EchoOff &operator=(const EchoOff &) = delete;
    [[nodiscard]] bool active() const { return m_active; }

private:
    bool m_active = false;
};

/// A buffer that leaves nothing behind.
struct WipedBuffer
{
    std::array<char, 65536> bytes{};
    ~WipedBuffer()
    {
        volatile char *at = bytes.data();
        for (std::size_t i = 0; i < bytes.size(); ++i)
            at[i] = 0;
    }
};

Error noKey(std::string what)
{
    return {ErrorKind::Usage, std::move(what), "Give the key as one line on standard input.", {}, {}, {}};
}

} // namespace

Result<secrets::Secret, Error> readSecretLine(const std::string &prompt)
{
    const EchoOff echo;
    if (echo.active())
        std::cerr << prompt << std::flush;
    WipedBuffer buffer;
    std::size_t size = 0;
    // On a terminal one line; elsewhere all there is, so that a second line is noticed.
    for (char next = 0; size < buffer.bytes.size();) {
        const ssize_t got = ::read(STDIN_FILENO, &next, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || (next == '\n' && echo.active()))
            break;
        buffer.bytes[size++] = next;
    }
    if (size == buffer.bytes.size())
        return noKey("That line is too long for a key.");
    const std::string_view line = trimmed(std::string_view(buffer.bytes.data(), size));
    if (line.empty())
        return noKey("No key came.");
    if (line.find_first_of("\r\n") != std::string_view::npos)
        return noKey("More than one line came; a key is one line.");
    if (textError(line, "The key").kind != ErrorKind::None)
        return noKey("That is no key: it is not UTF-8 text.");
    return secrets::Secret(line);
}

} // namespace espalier::cli
