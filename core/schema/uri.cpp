// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/uri_p.h"

#include "base/ascii.h"
#include "base/hex.h"

#include <algorithm>

namespace espalier::schema {

namespace {

bool isScheme(std::string_view text)
{
    return !text.empty() && isAsciiAlpha(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return isAsciiAlpha(c) || isAsciiDigit(c) || c == '+' || c == '-' || c == '.';
    });
}

/// RFC 3986, section 5.2.4.
std::string withoutDotSegments(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        if (path.starts_with("../")) {
            path.remove_prefix(3);
        } else if (path.starts_with("./")) {
            path.remove_prefix(2);
        } else if (path.starts_with("/./") || path == "/.") {
            path = path.size() == 2 ? std::string_view("/") : path.substr(2);
        } else if (path.starts_with("/../") || path == "/..") {
            path = path.size() == 3 ? std::string_view("/") : path.substr(3);
            out.resize(std::min(out.rfind('/'), out.size()) == out.size() ? 0 : out.rfind('/'));
        } else if (path == "." || path == "..") {
            path = {};
        } else {
            const std::size_t next = std::min(path.find('/', 1), path.size());
            out.append(path.substr(0, next));
            path.remove_prefix(next);
        }
    }
    return out;
}

/// RFC 3986, section 5.2.3.
std::string merged(const UriParts &base, std::string_view path)
{
    if (base.hasAuthority && base.path.empty())
        return std::string("/").append(path);
    const std::size_t slash = base.path.rfind('/');
    return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)).append(path);
}

} // namespace

UriParts splitUri(std::string_view text)
{
    UriParts out;
    if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
        out.hasFragment = true;
        out.fragment = text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
        out.hasQuery = true;
        out.query = text.substr(mark + 1);
        text = text.substr(0, mark);
    }
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && isScheme(text.substr(0, colon))) {
        out.hasScheme = true;
        out.scheme = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        const std::size_t end = std::min(text.find('/'), text.size());
        out.hasAuthority = true;
        out.authority = text.substr(0, end);
        text.remove_prefix(end);
    }
    out.path = text;
    return out;
}

std::string resolveUri(std::string_view base, std::string_view reference)
{
    const UriParts ref = splitUri(reference);
    const UriParts from = splitUri(base);
    if (base.empty() || (ref.hasScheme && ref.path.empty() && !ref.hasAuthority))
        return std::string(reference);
    UriParts out = ref;
    std::string path;
    if (ref.hasScheme || ref.hasAuthority) {
        path = withoutDotSegments(ref.path);
    } else {
        if (ref.path.empty()) {
            path = from.path;
            if (!ref.hasQuery) {
                out.query = from.query;
                out.hasQuery = from.hasQuery;
            }
        } else {
            path =
                withoutDotSegments(ref.path.front() == '/' ? std::string(ref.path) : merged(from, ref.path));
        }
        out.authority = from.authority;
        out.hasAuthority = from.hasAuthority;
    }
    if (!ref.hasScheme) {
        out.scheme = from.scheme;
        out.hasScheme = from.hasScheme;
    }
    std::string text;
    if (out.hasScheme)
        text.append(out.scheme).append(":");
    if (out.hasAuthority)
        text.append("//").append(out.authority);
    text.append(path);
    if (out.hasQuery)
        text.append("?").append(out.query);
    if (out.hasFragment)
        text.append("#").append(out.fragment);
    return text;
}

std::string_view withoutFragment(std::string_view uri)
{
    return uri.substr(0, uri.find('#'));
}

std::string percentDecoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high < 0 ? -1 : hexDigit(text[i + 2]);
        if (low < 0) {
            out.push_back(text[i]);
        } else {
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        }
    }
    return out;
}

std::string percentEncoded(std::string_view fragment)
{
    static constexpr std::string_view kAlso = "-._~!$&'()*+,;=:@/?";
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : fragment) {
        const auto byte = static_cast<unsigned char>(c);
        if (isAsciiAlpha(c) || isAsciiDigit(c) || kAlso.find(c) != std::string_view::npos)
            out.push_back(c);
        else
            out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
    return out;
}

} // namespace espalier::schema
