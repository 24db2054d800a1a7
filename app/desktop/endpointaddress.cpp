// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/endpointaddress.h"

#include "common/endpointaccess.h"
#include "common/endpointchoice.h"
#include "net/origin.h"
#include "secrets/keyscope.h"
#include "wire/endpointurl.h"

#include <QUrl>

#include <algorithm>

namespace espalier::app {

static QUrl urlOf(const std::string &address)
{
    return QUrl(QString::fromStdString(address), QUrl::StrictMode);
}

bool isUsableAddress(const std::string &address)
{
    const QUrl url = urlOf(address);
    const QString scheme = url.scheme();
    return url.isValid() && !url.host().isEmpty() &&
           (scheme == QLatin1String("https") || scheme == QLatin1String("http"));
}

std::optional<Error> addressError(const settings::EndpointProfile &profile)
{
    const std::string closed = wire::endpointHint(profile.baseUrl);
    if (isPractice(profile) || (isUsableAddress(profile.baseUrl) && closed.empty()))
        return std::nullopt;
    return Error{ErrorKind::Usage,
                 !closed.empty()           ? closed
                 : profile.baseUrl.empty() ? "There is no address yet."
                                           : "This is no http or https address.",
                 closed.empty() ? "Enter one like https://models.example/v1" : "",
                 {},
                 {},
                 {}};
}

std::string hostOf(const std::string &address)
{
    return urlOf(address).host().toStdString();
}

std::string nameApart(const std::string &address, const std::string &other)
{
    const QUrl url = urlOf(address);
    if (url.host() != urlOf(other).host())
        return hostOf(address);
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(net::originPort(url));
    return origin.toString().toStdString();
}

bool movesKey(const settings::EndpointProfile &profile, const std::string &address)
{
    const bool secretHeader = std::any_of(profile.headers.begin(), profile.headers.end(),
                                          [](const settings::ExtraHeader &header) { return header.secret; });
    return (profile.key.from != secrets::KeySource::From::None || secretHeader) &&
           isOtherOrigin(profile.baseUrl, address);
}

bool isOtherOrigin(const std::string &former, const std::string &address)
{
    if (former.empty() || !isUsableAddress(address))
        return false;
    return net::originOf(urlOf(former)) != net::originOf(urlOf(address));
}

std::string receiverOf(const settings::EndpointProfile &profile, const std::string &address)
{
    const QString host = urlOf(address).host();
    if (!secrets::isLoopbackHost(host))
        return host.toStdString();
    const QString proxy = proxyHostOf(profile);
    return secrets::isLoopbackHost(proxy) ? std::string() : proxy.toStdString();
}

bool isOtherProxy(const settings::EndpointProfile &before, const settings::EndpointProfile &now)
{
    return !before.proxyUrl.empty() && before.proxyUrl != now.proxyUrl;
}

} // namespace espalier::app
