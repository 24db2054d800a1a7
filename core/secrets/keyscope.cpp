// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/keyscope.h"

#include "base/usagepart.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace espalier::secrets {

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

Error refused(std::string message, std::string nextStep)
{
    return usagepart::about(usagepart::kEndpoint, usageError(std::move(message), std::move(nextStep)));
}

} // namespace

KeyScope::KeyScope(const QUrl &baseUrl, bool allowPlainHttp, QString proxyHost)
    : m_base(baseUrl)
    , m_allowPlainHttp(allowPlainHttp)
    , m_proxyHost(std::move(proxyHost))
{
}

std::optional<Error> KeyScope::refusal(const QUrl &url) const
{
    const std::string host = url.host().toStdString();
    const QString scheme = url.scheme(); // QUrl keeps it in lower case, and the host too
    if (!url.isValid() || url.host().isEmpty() ||
        (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
        return refused("the key was not sent: the address is no http or https address",
                       "Check the base URL.");
    if (url.host() != m_base.host() || scheme != m_base.scheme() || portOf(url) != portOf(m_base)) {
        return refused("the key was not sent: it belongs to " + m_base.host().toStdString() + ", not to " +
                           host,
                       "Make a profile for " + host + " with a key of its own.");
    }
    // To this machine nothing leaves it, but by a proxy that is another.
    const QString &first = m_proxyHost.isEmpty() || isLoopbackHost(m_proxyHost) ? url.host() : m_proxyHost;
    if (scheme == QLatin1String("http") && !m_allowPlainHttp && !isLoopbackHost(first)) {
        return refused("the key was not sent: http to " + first.toStdString() + " would carry it in the open",
                       "Use https, or allow plain http in the endpoint profile.");
    }
    return std::nullopt;
}

bool isLoopbackHost(const QString &host)
{
    const QString name = host.toLower();
    if (name == QLatin1String("localhost") || name.endsWith(QLatin1String(".localhost")) ||
        name == QLatin1String("::1"))
        return true;
    const QStringList parts = name.split(QLatin1Char('.'));
    return parts.size() == 4 && parts.front() == QLatin1String("127") &&
           std::all_of(parts.begin(), parts.end(), [](const QString &part) {
               bool ok = false;
               return part.toUShort(&ok) <= 255 && ok;
           });
}

} // namespace espalier::secrets
