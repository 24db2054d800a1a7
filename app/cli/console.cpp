// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <cstdlib>
#include <iostream>

#include <unistd.h>

namespace espalier::cli {

namespace {
constexpr std::string_view kRed = "\033[1;31m";
constexpr std::string_view kDim = "\033[2m";
constexpr std::string_view kPlain = "\033[0m";
constexpr std::string_view kStartOfLine = "\r\033[K";
} // namespace

std::string printable(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const json::Utf8Sequence next = json::decodeUtf8(text);
        const bool control = next.codePoint < 0x20 || (next.codePoint >= 0x7F && next.codePoint < 0xA0);
        if (!control)
            json::appendUtf8(out, next.codePoint);
        else if (isAsciiSpace(text.front()) && (out.empty() || out.back() != ' '))
            out.push_back(' ');
        text.remove_prefix(next.length);
    }
    return out;
}

Console::Console(bool quiet)
    : m_quiet(quiet)
    , m_terminal(::isatty(STDERR_FILENO) == 1)
    , m_coloured(m_terminal && !std::getenv("NO_COLOR"))
{
}

void Console::line(std::string_view colour, std::string_view label, std::string_view text)
{
    clearProgress();
    if (m_coloured)
        std::cerr << colour << label << kPlain << printable(text) << '\n';
    else
        std::cerr << label << printable(text) << '\n';
}

void Console::error(const Error &error)
{
    line(kRed, "espalier-cli: ", error.message);
    if (!error.nextStep.empty())
        line(kDim, "", error.nextStep);
}

void Console::note(std::string_view text)
{
    if (!m_quiet)
        line(kDim, "note: ", text);
}

void Console::progress(std::string_view text)
{
    if (!showsProgress())
        return;
    std::cerr << kStartOfLine << printable(text) << std::flush;
    m_progressShown = true;
}

void Console::clearProgress()
{
    if (m_progressShown)
        std::cerr << kStartOfLine << std::flush;
    m_progressShown = false;
}

} // namespace espalier::cli
