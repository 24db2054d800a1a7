// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/curl.h"

#include "base/ascii.h"
#include "base/redact.h"

#include <algorithm>

namespace espalier::wire {

namespace {

constexpr std::string_view kNextLine = " \\\n  ";

/// A name of a variable (POSIX.1-2017, Base Definitions, 3.235).
bool isVariable(std::string_view text)
{
    return !text.empty() && !isAsciiDigit(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return isAsciiAlpha(c) || isAsciiDigit(c) || c == '_';
    });
}

/// The address as one word; what was masked in it is a variable's to fill in.
std::string urlWord(std::string_view url)
{
    std::string out;
    int count = 0;
    for (std::size_t at = url.find(kMask); at != std::string_view::npos; at = url.find(kMask)) {
        const std::string which = ++count > 1 ? '_' + std::to_string(count) : std::string();
        out += shellQuoted(url.substr(0, at)) + "\"$URL_SECRET" + which + '"';
        url.remove_prefix(at + kMask.size());
    }
    return out.empty() || !url.empty() ? out + shellQuoted(url) : out;
}

/// curl reads these as patterns of several addresses.
bool wantsNoGlobbing(std::string_view url)
{
    return url.find_first_of("[]{}") != std::string_view::npos;
}

std::string secretHeader(const std::string &name, const std::string &keyVariable)
{
    if (asciiLower(name) == "authorization")
        return "\"Authorization: Bearer $" +
               (isVariable(keyVariable) ? keyVariable : std::string(kKeyVariable)) + '"';
    return shellQuoted(name + ": ") + "\"$" + variableOfHeader(name) + '"';
}

} // namespace

std::string shellQuoted(std::string_view text)
{
    std::string out = "'";
    out.reserve(text.size() + 2);
    for (std::size_t at = text.find('\''); at != std::string_view::npos; at = text.find('\'')) {
        out.append(text.substr(0, at)).append(R"('\'')");
        text.remove_prefix(at + 1);
    }
    return out.append(text).append("'");
}

std::string variableOfHeader(std::string_view name)
{
    std::string out;
    for (const char c : name)
        out += isAsciiAlpha(c) || isAsciiDigit(c) ? c : '_';
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return isVariable(out) ? out : '_' + out;
}

std::string curlCommand(const CurlRequest &request)
{
    std::string out = "printf '%s' " + shellQuoted(request.body) + " |\ncurl --no-buffer";
    if (wantsNoGlobbing(request.url))
        out += " --globoff";
    out += ' ' + urlWord(request.url);
    out.append(kNextLine).append("-H 'Content-Type: application/json'");
    for (const auto &[name, value] : request.headers)
        out.append(kNextLine).append("-H ").append(shellQuoted(name + ": " + value));
    for (const std::string &name : request.secretHeaders)
        out.append(kNextLine).append("-H ").append(secretHeader(name, request.keyVariable));
    return out.append(kNextLine).append("--data-binary @-\n");
}

} // namespace espalier::wire
