// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/modelfetch.h"

#include "base/redact.h"
#include "run/answermask.h"
#include "run/resultdetails.h"
#include "run/tryrequest.h"
#include "wire/endpointurl.h"
#include "wire/errorbody.h"

#include <QDateTime>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace espalier::app {

namespace {

using Models = Result<std::vector<wire::ModelInfo>, Error>;
constexpr std::uint64_t kMostBytes = 16ULL * 1024 * 1024;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

net::HttpRequest listRequest(const EndpointAccess &access, const net::Timeouts &timeouts)
{
    net::HttpRequest request;
    request.method = "GET";
    request.url = QUrl(QString::fromStdString(wire::modelsUrl(access.profile.baseUrl)));
    request.headers = run::plainHeaders(access.profile);
    request.secretHeaders = access.secretHeaders;
    request.timeouts = timeouts;
    request.connection = run::connectionPolicy(access.profile, access.proxyCredentials);
    request.connection.maxBodyBytes = kMostBytes;
    return request;
}

/// The words of an answer's limits speak of texts and schemas, and of times that can be raised; those of a
/// list of models are fixed.
Error errorOfList(Error error)
{
    switch (error.kind) {
    case ErrorKind::FirstByteTimeout:
        error.nextStep = "The server may be starting or busy: try again.";
        break;
    case ErrorKind::NoContentTimeout:
    case ErrorKind::IdleTimeout:
    case ErrorKind::DeadlineExceeded:
        error.nextStep = "A list of models is short: try again, and check the base URL if it stays so.";
        break;
    case ErrorKind::LimitExceeded:
        error.nextStep = "This is no list of models an endpoint would send: check the base URL.";
        break;
    default:
        break;
    }
    return error;
}

Models modelsOf(const net::StreamEnd &end, const QByteArray &body, const net::HttpRequest &request,
                const std::string &baseUrl)
{
    if (end.error.kind != ErrorKind::None || end.httpStatus == 0)
        return errorOfList(run::connectionFailure(end.error, baseUrl));
    if (end.httpStatus >= 200 && end.httpStatus < 300)
        return wire::readModels(viewOf(body));
    Error error = wire::errorFromResponse(end.httpStatus, end.headers, viewOf(end.errorBody),
                                          redactUrl(request.url.toString().toStdString()), {},
                                          QDateTime::currentSecsSinceEpoch());
    run::maskSecrets(error, run::secretsOf(request.secretHeaders, baseUrl));
    return error;
}

} // namespace

void askForModels(net::Transport &transport, const EndpointAccess &access, const net::Timeouts &timeouts,
                  QObject *context, std::function<void(ModelAnswer)> done)
{
    const net::HttpRequest request = listRequest(access, timeouts);
    net::HttpStream *stream = transport.send(request, context);
    auto body = std::make_shared<QByteArray>();
    QObject::connect(stream, &net::HttpStream::bytesReceived, stream,
                     [body, stream](const QByteArray &bytes) {
                         *body += bytes;
                         stream->noteContent();
                     });
    QObject::connect(stream, &net::HttpStream::finished, context,
                     [=, base = access.profile.baseUrl, done = std::move(done)](const net::StreamEnd &end) {
                         stream->deleteLater();
                         done({modelsOf(end, *body, request, base), end.fault, end.httpStatus});
                     });
}

void fetchModels(net::Transport &transport, const EndpointAccess &access, const net::Timeouts &timeouts,
                 QObject *context, std::function<void(Result<std::vector<wire::ModelInfo>, Error>)> done)
{
    askForModels(transport, access, timeouts, context,
                 [done = std::move(done)](ModelAnswer answer) { done(std::move(answer.models)); });
}

} // namespace espalier::app
