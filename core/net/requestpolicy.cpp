// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/requestpolicy.h"

#include "base/ascii.h"
#include "base/redact.h"
#include "base/usagepart.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace espalier::net {

namespace {

// Set by this file or by Qt: a second opinion would break the framing, the inflating or the identity of the
// request.
constexpr std::array<std::string_view, 9> kOwnHeaders = {
    "accept", "accept-encoding", "content-length",    "content-type", "connection", "user-agent",
    "host",   "expect",          "transfer-encoding",
};

std::optional<Error> urlFault(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() ||
        (scheme != QLatin1String("http") && scheme != QLatin1String("https")))
        return usageError("This is no http or https address.", "Check the base URL of the profile.");
    if (!url.userInfo().isEmpty())
        return usageError(
            "The address carries a user name or password.",
            "Take it out of the base URL and add an Authorization header as a secret header of the profile.");
    return std::nullopt;
}

// RFC 9110, 5.6.2: what a field name may hold.
bool isToken(std::string_view name)
{
    static constexpr std::string_view extra = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return isAsciiDigit(c) || isAsciiAlpha(c) || extra.find(c) != std::string_view::npos;
    });
}

// Qt writes header values as they are. A line break in one would start a header, or a request, of its own.
// The value is not named: it may be a key.
std::optional<Error> headerFault(const HttpHeaders &headers)
{
    for (const auto &[name, value] : headers) {
        if (!isToken(name))
            return usageError("A header of the profile has a name that cannot be sent.",
                              "Use letters, digits and hyphens in header names.");
        if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
            return usageError(
                "The header " + name + " holds a line break.",
                "Enter it again without the line break; keys copied from a file often bring one.");
    }
    return std::nullopt;
}

void addHeaders(QNetworkRequest &out, const HttpHeaders &headers)
{
    for (const auto &[name, value] : headers) {
        if (std::ranges::find(kOwnHeaders, asciiLower(name)) == kOwnHeaders.end())
            out.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    }
}

void addOwnHeaders(QNetworkRequest &out, const HttpRequest &request)
{
    out.setRawHeader("User-Agent", userAgent()); // Qt's own claims to be a browser
    out.setRawHeader("Accept", "text/event-stream, application/json");
    // Qt would send the person's language, which some gateways answer errors in and all can tell people apart
    // by.
    if (!out.hasRawHeader("Accept-Language"))
        out.setRawHeader("Accept-Language", "*");
    // A server that closes a connection it promised to keep (llama.cpp after each streamed answer) takes the
    // next request down with it. Without TLS a new one costs next to nothing, so none is used twice.
    if (request.url.scheme() == QLatin1String("http"))
        out.setRawHeader("Connection", "close");
    // Accept-Encoding stays Qt's: it inflates, piece by piece, only what it asked for itself.
    if (request.method == "POST") {
        out.setRawHeader("Content-Type", "application/json");
        out.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size()); // see OnceUpload
    }
}

QNetworkRequest withHeaders(const HttpRequest &request)
{
    QNetworkRequest out(request.url);
    addHeaders(out, request.headers);
    addHeaders(out, request.secretHeaders);
    addOwnHeaders(out, request);
    return out;
}

} // namespace

Result<QNetworkRequest, Error> networkRequest(const HttpRequest &request)
{
    if (request.method != "POST" && request.method != "GET")
        return usageError("Only GET and POST can be sent.", {});
    if (auto fault = urlFault(request.url))
        return usagepart::about(usagepart::kEndpoint, *std::move(fault));
    for (const HttpHeaders *headers : {&request.headers, &request.secretHeaders}) {
        if (auto fault = headerFault(*headers))
            return usagepart::about(usagepart::kEndpoint, *std::move(fault));
    }

    QNetworkRequest out = withHeaders(request);
    // Following one would hand key and body to whomever the server names.
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // Sequential uploads are slow over HTTP/2 and aborts are fragile in Qt 6.4, so only where a profile asks
    // for it.
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, request.connection.http2);
    out.setAttribute(QNetworkRequest::Http2CleartextAllowedAttribute, false);
    // A buffered body could be sent twice (OnceUpload).
    out.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    // A second request on the connection before the first is answered could be lost with it.
    out.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    // Nothing the server said in one try may show in the next: no cookies, no credentials of an earlier 401,
    // no cache.
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    // Qt's is an idle timeout that looks like an abort; StreamClocks keeps the time.
    out.setTransferTimeout(0);
    // Qt breaks off inflated answers beyond 10 MiB that shrink well, which repetitive JSON does. Our own
    // limit counts inflated bytes and the read buffer bounds what waits.
    out.setDecompressedSafetyCheckThreshold(-1);
    return out;
}

HttpHeaders shownHeaders(const HttpRequest &request)
{
    constexpr std::string_view kBearer = "Bearer ";
    const QNetworkRequest sent = withHeaders(request);
    HttpHeaders out;
    for (const QByteArray &raw : sent.rawHeaderList()) {
        const std::string name = raw.toStdString();
        std::string value = sent.rawHeader(raw).toStdString();
        if (isSecretHeader(name) || findHeader(request.secretHeaders, name))
            value = std::string(value.starts_with(kBearer) ? kBearer : "") + std::string(kMask);
        for (const auto &[secretName, secret] : request.secretHeaders)
            value = redactSecret(value, std::string_view(secret).substr(secret.rfind(' ') + 1));
        out.emplace_back(name, std::move(value));
    }
    return out;
}

QByteArray userAgent()
{
    return "Espalier/" ESPALIER_VERSION;
}

} // namespace espalier::net
