// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop/desktoppreview.h"

#include "base/redact.h"
#include "common/endpointchoice.h"
#include "desktop/endpointaddress.h"
#include "run/tryrequest.h"
#include "secrets/keyscope.h"
#include "text/valuetext.h"
#include "wire/chatmessages.h"
#include "wire/curl.h"
#include "wire/tokenestimate.h"
#include "json/writer.h"

#include <QCoreApplication>
#include <QLocale>

#include <utility>

namespace espalier::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::app::DesktopPreview)
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// The text of a message, or its calls as JSON where it has no text.
QByteArray textOf(const json::Value &message)
{
    if (message["content"].isString() && !message["content"].text().empty())
        return QByteArray::fromStdString(message["content"].text());
    const json::Value *calls = message.find("tool_calls");
    return calls ? QByteArray::fromStdString(json::writePretty(*calls)) : QByteArray();
}

QList<ui::RequestMessage> messagesOf(const wire::ChatRequest &chat, const json::Value &body)
{
    QList<ui::RequestMessage> out;
    const json::Value::Array &messages = body["messages"].items();
    const bool worked = !chat.examples.empty();
    for (const json::Value &message : messages) {
        ui::RequestMessage shown;
        shown.role = QString::fromStdString(message["role"].text());
        shown.text = textOf(message);
        const bool last = &message == &messages.back();
        if (worked && !last && shown.role != QLatin1String("system"))
            shown.note = Text::tr("worked example");
        if (last) {
            if (const auto span = wire::documentSpan(chat, message["content"].text())) {
                shown.documentBegin = static_cast<qsizetype>(span->begin);
                shown.documentEnd = static_cast<qsizetype>(span->end);
            }
        }
        out.append(shown);
    }
    return out;
}

QString structureOf(const json::Value &body)
{
    if (const json::Value *tools = body.find("tools")) {
        const auto name = QString::fromStdString(tools->items().front()["function"]["name"].text());
        return tools->items().size() == 1
                   ? Text::tr("Tools: one function, %1, whose parameters are the schema.").arg(name)
                   : Text::tr("Tools: %1 functions, one for each kind of value.")
                         .arg(number(static_cast<qint64>(tools->items().size())));
    }
    if (const json::Value *format = body.find("response_format")) {
        const auto type = QString::fromStdString((*format)["type"].text());
        return format->find("schema") || format->find("json_schema")
                   ? Text::tr("response_format: %1, with the schema.").arg(type)
                   : Text::tr("response_format: %1; the schema stands in the system message.").arg(type);
    }
    if (body.find("structured_outputs") || body.find("guided_json"))
        return Text::tr("The schema goes along for the server to hold the model to.");
    return Text::tr("The schema stands in the system message; the answer is asked for in a fenced block.");
}

/// What a curl command needs to know of headers: those that are secret by name or by the profile's word.
wire::CurlRequest curlOf(const run::ExtractionRequest &request, const net::HttpRequest &http)
{
    wire::CurlRequest out;
    out.url = redactUrl(http.url.toString(QUrl::FullyEncoded).toStdString());
    out.body = http.body.toStdString();
    const settings::EndpointProfile &profile = request.profile;
    if (profile.key.from != secrets::KeySource::From::None || isPractice(profile))
        out.secretHeaders.emplace_back("Authorization");
    out.keyVariable = profile.key.variable;
    for (const settings::ExtraHeader &header : profile.headers) {
        if (header.secret || isSecretHeader(header.name))
            out.secretHeaders.push_back(header.name);
        else
            out.headers.emplace_back(header.name, header.value);
    }
    return out;
}

/// "The text (1,234 characters), the instructions, the schema and 2 worked examples go to …"
QString whatGoes(const wire::ChatRequest &chat, const QString &host)
{
    const auto characters = QString::fromStdString(chat.document).size();
    const QString text =
        chat.document.empty()
            ? Text::tr("The instructions and the schema")
            : Text::tr("The text (%1), the instructions and the schema")
                  .arg(ui::numberOf(characters, Text::tr("1 character"), Text::tr("%1 characters")));
    if (chat.examples.empty())
        return Text::tr("%1 go to %2.").arg(text, host);
    const auto count = static_cast<qint64>(chat.examples.size());
    return count == 1 ? Text::tr("%1 go to %2, and 1 worked example.").arg(text, host)
                      : Text::tr("%1 go to %2, and %3 worked examples.").arg(text, host, number(count));
}

void setLeaves(ui::RequestPreview &out, const run::ExtractionRequest &request, const QUrl &url)
{
    const settings::EndpointProfile &profile = request.profile;
    if (isPractice(profile)) {
        out.leaves = {Text::tr("Nothing leaves this computer: the practice endpoint is part of Espalier.")};
        return;
    }
    const QString receiver = QString::fromStdString(receiverOf(profile, url.toString().toStdString()));
    if (receiver.isEmpty()) {
        const QString port = url.port() < 0 ? QString() : QStringLiteral(":%1").arg(url.port());
        out.leaves = {Text::tr("Nothing leaves this computer: %1 is a server on it.").arg(url.host() + port)};
        return;
    }
    out.local = false;
    out.leaves.append(whatGoes(request.chat, receiver));
    if (profile.key.from == secrets::KeySource::From::None)
        out.leaves.append(Text::tr("No key goes along."));
    else
        out.leaves.append(Text::tr("Your key goes along; it is not shown here."));
    if (profile.proxy == settings::ProxyMode::Manual)
        out.leaves.append(
            Text::tr("By way of the proxy %1.").arg(QString::fromStdString(redactUrl(profile.proxyUrl))));
    if (url.scheme() == QLatin1String("http"))
        out.leaves.append(Text::tr("Not encrypted: who carries it can read it."));
    out.leaves.append(Text::tr("Nothing goes before you press Try."));
}

} // namespace

ui::RequestPreview previewOf(const run::ExtractionRequest &request)
{
    const wire::Dialect &dialect = request.profile.dialect;
    const net::HttpRequest http = run::tryRequest(request, dialect);
    const json::Value body = wire::chatBody(request.chat, dialect);
    ui::RequestPreview out;
    const wire::CurlRequest curl = curlOf(request, http);
    out.url = QString::fromStdString(curl.url);
    out.body = http.body;
    out.curl = QByteArray::fromStdString(wire::curlCommand(curl));
    out.messages = messagesOf(request.chat, body);
    out.structure = structureOf(body);
    out.promptTokens = wire::estimatePromptTokens(body);
    out.askedOutput = request.chat.maxTokens;
    if (const settings::ModelFacts *facts = request.profile.model(request.chat.model)) {
        out.contextWindow = facts->contextWindow;
        out.maxOutput = facts->maxOutput;
        if (facts->contextWindow || facts->maxOutput)
            out.factsSource =
                facts->source == "hand" ? Text::tr("entered by hand") : Text::tr("said by the server");
    }
    setLeaves(out, request, http.url);
    return out;
}

} // namespace espalier::app
