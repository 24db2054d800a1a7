// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/tryrequest.h"

#include "wire/endpointurl.h"
#include "json/writer.h"

namespace espalier::run {

/// "user:password", the password with every character it has: a colon, an "@", a "%41".
static void setCredentials(QUrl &url, const std::string &credentials)
{
    const std::size_t colon = credentials.find(':');
    if (credentials.empty())
        return;
    url.setUserName(QString::fromStdString(credentials.substr(0, colon)), QUrl::DecodedMode);
    if (colon != std::string::npos)
        url.setPassword(QString::fromStdString(credentials.substr(colon + 1)), QUrl::DecodedMode);
}

net::ConnectionPolicy connectionPolicy(const settings::EndpointProfile &profile,
                                       const std::string &proxyCredentials)
{
    net::ConnectionPolicy policy;
    policy.http2 = profile.http2;
    policy.extraCaFile = QString::fromStdString(profile.extraCaFile);
    switch (profile.proxy) {
    case settings::ProxyMode::System:
        policy.proxy = net::ConnectionPolicy::Proxy::System;
        break;
    case settings::ProxyMode::None:
        policy.proxy = net::ConnectionPolicy::Proxy::None;
        break;
    case settings::ProxyMode::Manual:
        policy.proxy = net::ConnectionPolicy::Proxy::Manual;
        policy.manualProxy = QUrl(QString::fromStdString(profile.proxyUrl));
        setCredentials(policy.manualProxy, proxyCredentials);
        break;
    }
    return policy;
}

HttpHeaders plainHeaders(const settings::EndpointProfile &profile)
{
    HttpHeaders out;
    for (const settings::ExtraHeader &header : profile.headers) {
        if (!header.secret)
            out.emplace_back(header.name, header.value);
    }
    return out;
}

net::HttpRequest tryRequest(const ExtractionRequest &request, const wire::Dialect &dialect)
{
    net::HttpRequest http;
    http.url = QUrl(QString::fromStdString(wire::chatUrl(request.profile.baseUrl)));
    http.headers = plainHeaders(request.profile);
    http.secretHeaders = request.secretHeaders;
    http.body = QByteArray::fromStdString(json::writeCompact(wire::chatBody(request.chat, dialect)));
    http.timeouts = request.timeouts;
    http.connection = connectionPolicy(request.profile, request.proxyCredentials);
    http.connection.maxBodyBytes = request.limits.answerBytes;
    return http;
}

} // namespace espalier::run
