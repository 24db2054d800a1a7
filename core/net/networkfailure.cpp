// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/networkfailure.h"

#include "net/headwatch.h"

#include "base/usagepart.h"

#include <string>
#include <utility>

namespace espalier::net {

namespace {

/// An address of IPv6 in brackets, as in a URL (RFC 3986, section 3.2.2).
std::string hostOf(const QUrl &url)
{
    const std::string host = url.host().toStdString();
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string hostAndPort(const QUrl &url)
{
    const int port = url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
    return hostOf(url) + ":" + std::to_string(port);
}

Error noConnection(std::string message, std::string nextStep)
{
    return {ErrorKind::NoConnection, std::move(message), std::move(nextStep), {}, {}, {}};
}

struct Trust
{
    std::string_view part; ///< Error::code
    std::string nextStep;
};

Trust trustIn(QSslError::SslError reason)
{
    switch (reason) {
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return {usagepart::kCertificate,
                "Check this computer's clock; if it is right, the server needs a new certificate."};
    case QSslError::HostNameMismatch:
        return {usagepart::kCertificate,
                "Check the host in the base URL: the certificate belongs to another one."};
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return {usagepart::kCaFile,
                "If this is your own server, choose its CA certificate as the endpoint's CA file."};
    default:
        return {usagepart::kCertificate,
                "Ask whoever runs the server; a proxy that inspects TLS can be the cause too."};
    }
}

// Every reason is named, and the next step is that of the one which stays when the others are dealt with:
// trusting an expired certificate helps nobody.
Error tlsError(const NetworkFailure &failure, const std::string &server)
{
    if (failure.tlsErrors.isEmpty())
        return noConnection("No secure connection to " + server + ": the handshake failed.",
                            "Check that the server speaks TLS on this port (https, not http).");
    std::string reasons;
    QSslError::SslError decisive = failure.tlsErrors.front().error();
    for (const QSslError &error : failure.tlsErrors) {
        reasons += (reasons.empty() ? "" : "; ") + error.errorString().toStdString();
        if (error.error() == QSslError::CertificateExpired ||
            error.error() == QSslError::CertificateNotYetValid)
            decisive = error.error();
    }
    Trust trust = trustIn(decisive);
    return usagepart::about(
        trust.part,
        noConnection("No secure connection to " + server + ": " + reasons + ".", std::move(trust.nextStep)));
}

// Qt's text, unless it holds an address: that may hold a key.
std::string detailOf(const NetworkFailure &failure)
{
    if (failure.detail.isEmpty() || failure.detail.contains(QLatin1String("://")))
        return {};
    return ": " + failure.detail.toStdString();
}

Error proxyError(const NetworkFailure &failure)
{
    const std::string proxy =
        "The proxy " + failure.proxy.hostName().toStdString() + ":" + std::to_string(failure.proxy.port());
    const std::string check = "Check the proxy of the profile or the system, or go without one.";
    switch (failure.code) {
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::HostNotFoundError:
        return noConnection(proxy + " was not found.", check);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return noConnection(proxy + " wants a user name and password.",
                            "Enter them for the proxy of the profile.");
    case QNetworkReply::ProxyTimeoutError:
        return noConnection(proxy + " did not answer in time.", check);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ConnectionRefusedError:
        return noConnection(proxy + " refused the connection.", check);
    default:
        return noConnection(proxy + " did not let the connection through" + detailOf(failure) + ".", check);
    }
}

} // namespace

ConnectionFault connectionFault(const NetworkFailure &failure)
{
    const bool viaProxy = failure.proxy.type() != QNetworkProxy::NoProxy;
    const bool viaHttpProxy = viaProxy && failure.proxy.type() != QNetworkProxy::Socks5Proxy;
    switch (failure.code) {
    case QNetworkReply::NoError: // ended without ever answering
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // Qt wanted to send the body again, which OnceUpload forbids
        return ConnectionFault::Closed;
    case QNetworkReply::HostNotFoundError:
        // A SOCKS proxy looks the server's name up; an HTTP proxy's own name is the only one Qt looks up.
        return viaHttpProxy ? ConnectionFault::Proxy : ConnectionFault::NameNotFound;
    case QNetworkReply::ConnectionRefusedError:
        return viaHttpProxy ? ConnectionFault::Proxy : ConnectionFault::Refused;
    case QNetworkReply::UnknownNetworkError:
        return viaProxy ? ConnectionFault::Proxy : ConnectionFault::Other;
    case QNetworkReply::SslHandshakeFailedError:
        return ConnectionFault::Tls;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return ConnectionFault::Proxy;
    case QNetworkReply::ProtocolFailure:
        return ConnectionFault::NotHttp;
    default:
        return ConnectionFault::Other;
    }
}

Error connectionError(const NetworkFailure &failure)
{
    const std::string server = hostAndPort(failure.url);
    switch (connectionFault(failure)) {
    case ConnectionFault::Closed:
        return noConnection("The connection to " + server + " was closed before an answer.",
                            "Try again; if it stays, the server or something before it drops requests.");
    case ConnectionFault::NameNotFound:
        return noConnection("The host name " + failure.url.host().toStdString() + " was not found.",
                            "Check the spelling of the base URL and the network.");
    case ConnectionFault::Refused:
        return noConnection("Nobody answers at " + server + " (connection refused).",
                            "Check that the server runs and that the port is right.");
    case ConnectionFault::Tls:
        return tlsError(failure, server);
    case ConnectionFault::Proxy:
        return usagepart::about(usagepart::kProxy, proxyError(failure));
    case ConnectionFault::NotHttp:
        return noConnection("What answers at " + server + " does not speak HTTP.",
                            "Check the port, and whether it should be https.");
    case ConnectionFault::None:
    case ConnectionFault::Other:
        break;
    }
    return noConnection("No connection to " + server + detailOf(failure) + ".",
                        "Check the network and the base URL, then try again.");
}

Error streamCutError(QNetworkReply::NetworkError code, std::uint64_t bytesReceived)
{
    const std::string after = std::to_string(bytesReceived) + " bytes";
    // The only way in which a 2xx answer with a living connection fails in Qt is that it cannot be inflated.
    const std::string message =
        code == QNetworkReply::UnknownContentError
            ? "The compressed answer could not be read on after " + after + "."
            : "The connection broke in the middle of the answer, after " + after + ".";
    return {ErrorKind::StreamCut, message, "Try again.", {}, {}, {}};
}

Error headlessError(const QUrl &url)
{
    return {ErrorKind::LimitExceeded,
            hostAndPort(url) + " sent more than " + std::to_string(HeadWatch::kMostBytes / (1024 * 1024)) +
                " MiB before anything of an answer could be read.",
            "A refusal of the key that never ends looks like this, and so do headers without end. Check the "
            "key, and whether the base URL is that of an OpenAI-compatible endpoint.",
            {},
            {},
            {}};
}

Error hiddenAnswerError(const QUrl &url)
{
    return {ErrorKind::NotAnApi,
            hostAndPort(url) + " began to answer, but nothing of it could be read in time.",
            "A refusal of the key that stops short looks like this. Check the key and the base URL.",
            {},
            {},
            {}};
}

} // namespace espalier::net
