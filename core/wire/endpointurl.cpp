// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/endpointurl.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::wire {

namespace {

struct Parts
{
    std::string_view origin; ///< scheme and authority
    std::string_view path;   ///< without trailing slashes
    std::string_view query;  ///< with its question mark
};

Parts parts(std::string_view url)
{
    url = trimmed(url);
    url = url.substr(0, url.find('#'));
    Parts out;
    const std::size_t question = std::min(url.find('?'), url.size());
    out.query = url.substr(question);
    url = url.substr(0, question);
    const std::size_t scheme = url.find("://");
    const std::size_t authority = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t path = std::min(url.find('/', authority), url.size());
    out.origin = url.substr(0, path);
    out.path = url.substr(path);
    while (out.path.ends_with('/'))
        out.path.remove_suffix(1);
    return out;
}

/// "v1", "v4", "v1beta"
bool isVersion(std::string_view segment)
{
    return segment.size() >= 2 && asciiLower(segment[0]) == 'v' && isAsciiDigit(segment[1]);
}

bool namesVersion(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        if (isVersion(path.substr(0, end)))
            return true;
        path.remove_prefix(end);
    }
    return false;
}

/// The path without the name of a method, and with a doubled version made single.
std::string_view basePath(std::string_view path)
{
    for (const std::string_view method : {"/chat/completions", "/models"}) {
        if (path.ends_with(method))
            path.remove_suffix(method.size());
    }
    while (path.ends_with('/'))
        path.remove_suffix(1);
    while (path.ends_with("/v1/v1"))
        path.remove_suffix(3);
    return path;
}

std::string methodUrl(std::string_view base, std::string_view method)
{
    const Parts part = parts(base);
    if (part.origin.empty())
        return {};
    const std::string_view path = basePath(part.path);
    // Who enters the whole address knows where it is, version or not.
    const bool wholeAddress = path.size() < part.path.size() && !part.path.ends_with("/v1/v1");
    const bool complete =
        wholeAddress || namesVersion(path) || path.find("/openai/deployments/") != std::string_view::npos;
    std::string out(part.origin);
    out.append(path).append(complete ? "" : "/v1").append(method).append(part.query);
    return out;
}

/// The host of an authority, in lower case, without user and port.
std::string host(std::string_view origin)
{
    const std::size_t scheme = origin.find("://");
    std::string_view authority = scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos)
        authority.remove_prefix(at + 1);
    authority = authority.substr(0, authority.find(':'));
    while (authority.ends_with('.'))
        authority.remove_suffix(1);
    return asciiLower(authority);
}

} // namespace

std::string chatUrl(std::string_view base)
{
    return methodUrl(base, "/chat/completions");
}

std::string modelsUrl(std::string_view base)
{
    return methodUrl(base, "/models");
}

std::string endpointHint(std::string_view base)
{
    const std::string name = host(parts(base).origin);
    if (name != "api.endpoints.anyscale.com" && name != "console.endpoints.anyscale.com")
        return {};
    return "Anyscale Endpoints closed on 1 August 2024. Enter the URL of your own Anyscale service instead; "
           "its page shows it "
           "under Query (https://<service>-<id>.<cloud>.s.anyscaleuserdata.com).";
}

} // namespace espalier::wire
