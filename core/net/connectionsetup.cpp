// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/connectionsetup.h"

#include "base/usagepart.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslCertificate>

namespace espalier::net {

namespace {

class SystemProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == QLatin1String("localhost") || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

std::optional<QNetworkProxy> manualProxy(const QUrl &url)
{
    QNetworkProxy::ProxyType type = QNetworkProxy::NoProxy;
    if (url.scheme() == QLatin1String("http"))
        type = QNetworkProxy::HttpProxy;
    else if (url.scheme() == QLatin1String("socks5"))
        type = QNetworkProxy::Socks5Proxy;
    if (type == QNetworkProxy::NoProxy || url.host().isEmpty() || url.port() <= 0)
        return std::nullopt;
    return QNetworkProxy(type, url.host(), static_cast<quint16>(url.port()), url.userName(QUrl::FullyDecoded),
                         url.password(QUrl::FullyDecoded));
}

} // namespace

Result<ConnectionSetup, Error> connectionSetup(const ConnectionPolicy &policy)
{
    ConnectionSetup setup;
    if (policy.proxy == ConnectionPolicy::Proxy::None) {
        setup.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    } else if (policy.proxy == ConnectionPolicy::Proxy::Manual) {
        setup.proxy = manualProxy(policy.manualProxy);
        if (!setup.proxy)
            return usagepart::about(usagepart::kProxy,
                                    usageError("The proxy's address cannot be used.",
                                               "Write it as http://host:port or socks5://host:port."));
    }

    setup.tls = QSslConfiguration::defaultConfiguration();
    if (!policy.extraCaFile.isEmpty()) {
        const QList<QSslCertificate> extra = QSslCertificate::fromPath(policy.extraCaFile, QSsl::Pem);
        if (extra.isEmpty())
            return Error{ErrorKind::CannotRead,
                         "No certificate could be read from " + policy.extraCaFile.toStdString() + ".",
                         "Choose a PEM file with at least one certificate, or none.",
                         {},
                         std::string(usagepart::kCaFile),
                         {}};
        // Added, not set: setting a list switches off Qt's loading of the system's certificates on demand,
        // and naming all of those takes half a second.
        setup.tls.addCaCertificates(extra);
    }
    return setup;
}

void applyProxy(QNetworkAccessManager &manager, const ConnectionSetup &setup)
{
    if (setup.proxy)
        manager.setProxy(*setup.proxy);
    else
        manager.setProxyFactory(new SystemProxies); // the manager owns it
}

QNetworkProxy proxyFor(const ConnectionSetup &setup, const QUrl &url)
{
    return setup.proxy ? *setup.proxy
                       : SystemProxies().queryProxy(QNetworkProxyQuery(url)).value(0, QNetworkProxy::NoProxy);
}

void authorizeAtProxy(QNetworkRequest &request, const ConnectionSetup &setup)
{
    if (!setup.proxy || setup.proxy->type() != QNetworkProxy::HttpProxy || setup.proxy->user().isEmpty() ||
        request.url().scheme() != QLatin1String("http"))
        return;
    const QString credentials = setup.proxy->user() + QLatin1Char(':') + setup.proxy->password();
    request.setRawHeader("Proxy-Authorization", "Basic " + credentials.toUtf8().toBase64()); // RFC 7617
}

} // namespace espalier::net
