// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/redact.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace espalier {

namespace {

bool isSecretQueryItem(std::string_view name)
{
    static constexpr std::array<std::string_view, 10> names{"key",          "api_key", "apikey",    "token",
                                                            "access_token", "sig",     "signature", "code",
                                                            "secret",       "password"};
    const std::string lower = asciiLower(name);
    return std::find(names.begin(), names.end(), lower) != names.end();
}

/// A part of a text, in bytes.
struct Span
{
    std::size_t begin;
    std::size_t size;
};

/// The secret parts of a URL, in order: the user information, and the values of secret query items.
std::vector<Span> secretSpans(std::string_view url)
{
    std::vector<Span> out;
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return out;
    const std::size_t authority = scheme + 3;
    const std::size_t path = std::min(url.find_first_of("/?#", authority), url.size());
    const std::size_t at = url.substr(authority, path - authority).rfind('@');
    if (at != std::string_view::npos)
        out.push_back({authority, at});
    const std::size_t question = std::min(url.find('?', path), url.size());
    const std::size_t last = std::min(url.find('#', question), url.size());
    for (std::size_t begin = question + 1; begin < last;) {
        const std::size_t end = std::min(url.find('&', begin), last);
        const std::string_view item = url.substr(begin, end - begin);
        const std::size_t equals = item.find('=');
        if (equals != std::string_view::npos && isSecretQueryItem(item.substr(0, equals)))
            out.push_back({begin + equals + 1, item.size() - equals - 1});
        begin = end + 1;
    }
    return out;
}

bool isOfName(char c)
{
    return isAsciiAlpha(c) || isAsciiDigit(c) || c == '-';
}

std::string redactUrls(std::string_view text)
{
    constexpr std::string_view kMark = "://";
    std::string out;
    for (std::size_t hit = text.find(kMark); hit != std::string_view::npos; hit = text.find(kMark)) {
        std::size_t begin = hit;
        while (begin > 0 && isAsciiAlpha(text[begin - 1]))
            --begin;
        std::size_t end = std::min(text.find_first_of(" \t\r\n)>,;\"'`", hit), text.size());
        while (end > hit + kMark.size() && (text[end - 1] == '.' || text[end - 1] == ':'))
            --end; // of the sentence
        out.append(text.substr(0, begin)).append(kMask);
        text.remove_prefix(end);
    }
    return out.append(text);
}

} // namespace

bool isSecretHeader(std::string_view name)
{
    const std::string lower = asciiLower(name);
    for (const std::string_view part : {"authorization", "cookie", "token", "secret", "key"}) {
        if (lower.find(part) != std::string::npos)
            return true;
    }
    return false;
}

std::string redactUrl(std::string_view url)
{
    std::string out;
    std::size_t done = 0;
    for (const Span &secret : secretSpans(url)) {
        out.append(url.substr(done, secret.begin - done)).append(kMask);
        done = secret.begin + secret.size;
    }
    return out.append(url.substr(done));
}

std::vector<std::string> secretsInUrl(std::string_view url)
{
    std::vector<std::string> out;
    for (const Span &secret : secretSpans(url)) {
        std::string_view text = url.substr(secret.begin, secret.size);
        const std::size_t end = secret.begin + secret.size;
        const bool isUser = end < url.size() && url[end] == '@';
        if (isUser && text.find(':') != std::string_view::npos)
            text.remove_prefix(text.find(':') + 1);
        if (!text.empty())
            out.emplace_back(text);
    }
    return out;
}

std::string redactSecret(std::string_view text, std::string_view secret)
{
    std::string out;
    if (secret.size() < 4)
        return std::string(text);
    for (;;) {
        const std::size_t hit = text.find(secret);
        out.append(text.substr(0, hit));
        if (hit == std::string_view::npos)
            return out;
        out.append(kMask);
        text.remove_prefix(hit + secret.size());
    }
}

std::string redactAddresses(std::string_view text, std::string_view host)
{
    const std::string urlless = redactUrls(text);
    std::string_view rest = urlless;
    std::string out;
    std::size_t from = 0;
    for (std::size_t hit = 0; !host.empty() && (hit = rest.find(host, from)) != std::string_view::npos;) {
        std::size_t end = hit + host.size();
        const bool inName =
            (hit > 0 && isOfName(rest[hit - 1])) || (end < rest.size() && isOfName(rest[end]));
        from = end;
        if (inName)
            continue;
        if (end + 1 < rest.size() && rest[end] == ':' && isAsciiDigit(rest[end + 1]))
            end = std::min(rest.find_first_not_of("0123456789", end + 1), rest.size());
        out.append(rest.substr(0, hit)).append(kMask);
        rest.remove_prefix(end);
        from = 0;
    }
    return out.append(rest);
}

} // namespace espalier
