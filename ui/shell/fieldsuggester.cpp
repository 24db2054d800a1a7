// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/fieldsuggester.h"

#include "schema/fieldsuggestion.h"

namespace espalier::ui {

FieldSuggester::FieldSuggester(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
}

void FieldSuggester::ask(const EndpointChoice &endpoint, const QString &model, const QString &sentence)
{
    stop();
    RunOrder order;
    order.endpoint = endpoint;
    order.model = model;
    order.stream = wire::StreamKind::Full;
    // Not translated: it is said to the model.
    order.instructions =
        QStringLiteral("Somebody wishes to read values from texts. Name the fields that the wish "
                       "below asks for, one for each thing wanted, in its order; add none.\n\n"
                       "{{document}}");
    order.documentName = tr("Your sentence");
    order.document = sentence;
    order.schema = schema::suggestionSchema();
    m_run = m_engine.start(order);
    connect(m_run.get(), &LiveRun::finished, this, &FieldSuggester::finish);
}

void FieldSuggester::stop()
{
    if (!m_run)
        return;
    m_run->disconnect(this);
    m_run->stop();
    m_run.release()->deleteLater(); // it ends from the event loop
}

void FieldSuggester::finish(const run::RunResult &result)
{
    m_run.release()->deleteLater(); // it is what tells us
    if (result.error) {
        Q_EMIT failed(*result.error);
        return;
    }
    const json::Value &answer = result.lastObject ? *result.lastObject : result.value;
    const Result<json::Value, Error> schema = schema::schemaOfSuggestion(answer);
    if (schema)
        Q_EMIT suggested(*schema);
    else
        Q_EMIT failed(schema.error());
}

} // namespace espalier::ui
