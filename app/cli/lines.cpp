// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/lines.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <unistd.h>

namespace espalier::cli {

Error readPieces(std::size_t size, std::string_view command,
                 const std::function<void(std::string_view)> &take)
{
    std::string piece(size, '\0');
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (got == 0)
            return {};
        if (got > 0)
            take(std::string_view(piece.data(), static_cast<std::size_t>(got)));
        else if (errno != EINTR)
            return {ErrorKind::CannotRead,
                    std::string("Cannot read standard input: ") + std::strerror(errno) + ".",
                    "Give the text on standard input: espalier-cli " + std::string(command) + " < FILE",
                    {},
                    {},
                    {}};
    }
}

Error readLines(std::string_view command, const std::function<void(std::string_view, std::size_t)> &take)
{
    std::string pending;
    std::size_t number = 0;
    const auto give = [&](std::string_view line) {
        ++number;
        if (line.find_first_not_of(" \t\r") != std::string_view::npos)
            take(line, number);
    };
    const Error error = readPieces(65536, command, [&](std::string_view bytes) {
        const std::size_t fresh = pending.size(); // what was pending holds no line break
        pending += bytes;
        std::size_t start = 0;
        for (std::size_t end = 0; (end = pending.find('\n', std::max(start, fresh))) != std::string::npos;
             start = end + 1)
            give(std::string_view(pending).substr(start, end - start));
        pending.erase(0, start);
    });
    if (error.kind == ErrorKind::None && !pending.empty())
        give(pending);
    return error;
}

} // namespace espalier::cli
