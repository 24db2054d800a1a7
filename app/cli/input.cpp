// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/input.h"

#include "json/utf8.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace espalier::cli {

namespace {

Error cannotRead(std::string message, std::string next)
{
    return {ErrorKind::CannotRead, std::move(message), std::move(next), {}, {}, {}};
}

std::string called(const std::string &path)
{
    return path == "-" ? "standard input" : path;
}

/// `size`: as it is said to be.
Result<std::string, Error> readAll(int descriptor, const std::string &name, std::size_t size = 0)
{
    std::string out;
    out.reserve(std::min(size, kMostInputBytes));
    std::array<char, 65536> piece{};
    while (true) {
        const ssize_t got = ::read(descriptor, piece.data(), piece.size());
        if (got == 0)
            return out;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead("Cannot read " + name + ": " + std::strerror(errno) + ".",
                              "Give another file.");
        out.append(piece.data(), static_cast<std::size_t>(got));
        if (out.size() > kMostInputBytes)
            return cannotRead(name + " is larger than 64 MiB.", "Give a smaller document.");
    }
}

/// Bytes in front that are ASCII and not zero, a multiple of eight: nothing else is to be looked at one by
/// one.
std::size_t plainLength(std::string_view bytes)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHighs = 0x8080808080808080;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof(word) <= bytes.size(); at += sizeof(word)) {
        std::memcpy(&word, bytes.data() + at, sizeof(word));
        if (((word | (word - kOnes)) & kHighs) != 0)
            break;
    }
    return at;
}

std::size_t lineAt(std::string_view bytes, std::size_t at)
{
    return 1 + static_cast<std::size_t>(
                   std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

} // namespace

Result<std::string, Error> readBytes(const std::string &path)
{
    if (path == "-")
        return readAll(STDIN_FILENO, called(path));
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return cannotRead("Cannot open " + path + ": " + std::strerror(errno) + ".",
                          "Check the name and the permissions.");
    struct stat about
    {
    };
    const bool folder = ::fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode);
    auto out = folder
                   ? Result<std::string, Error>(cannotRead(path + " is a folder.",
                                                           "Give one file; folders are not in this version."))
                   : readAll(descriptor, path, static_cast<std::size_t>(std::max<off_t>(about.st_size, 0)));
    ::close(descriptor);
    return out;
}

Error textError(std::string_view bytes, std::string_view name)
{
    const std::string_view start = bytes.substr(0, 2);
    if (start == "\xFF\xFE" || start == "\xFE\xFF")
        return cannotRead(std::string(name) + " is UTF-16.", "Save it as UTF-8.");
    for (std::size_t at = plainLength(bytes); at < bytes.size(); at += plainLength(bytes.substr(at))) {
        const json::Utf8Sequence next = json::decodeUtf8(bytes.substr(at));
        if (!next.valid)
            return cannotRead(std::string(name) + " is not UTF-8 text: byte " + std::to_string(at) +
                                  ", line " + std::to_string(lineAt(bytes, at)) + ".",
                              "Save it as UTF-8; other kinds of documents are not in this version.");
        if (next.codePoint == 0)
            return cannotRead(std::string(name) + " is not text: it holds a zero byte at " +
                                  std::to_string(at) + ".",
                              "Give a text file; other kinds of documents are not in this version.");
        at += next.length;
    }
    return {};
}

Result<std::string, Error> readText(const std::string &path)
{
    auto bytes = readBytes(path);
    if (!bytes)
        return bytes.error();
    std::string text = std::move(bytes).value();
    if (Error error = textError(text, called(path)); error.kind != ErrorKind::None)
        return error;
    if (text.compare(0, json::kByteOrderMark.size(), json::kByteOrderMark) == 0)
        text.erase(0, json::kByteOrderMark.size());
    return text;
}

} // namespace espalier::cli
