// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/engine.h"

#include <QObject>

#include <memory>

namespace espalier::ui {

/// Asks the endpoint in use which fields a sentence wishes for: one question, no re-ask. One at a time; a new
/// one stops the one before, of which nothing is told any more. Thread: GUI.
class FieldSuggester : public QObject
{
    Q_OBJECT

public:
    explicit FieldSuggester(Engine &engine, QObject *parent = nullptr);

    /// suggested() or failed() follows, once, unless it is stopped.
    void ask(const EndpointChoice &endpoint, const QString &model, const QString &sentence);
    void stop();

Q_SIGNALS:
    /// An object schema with the fields.
    void suggested(const espalier::json::Value &schema);
    void failed(const espalier::Error &error);

private:
    void finish(const run::RunResult &result);

    Engine &m_engine;
    std::unique_ptr<LiveRun> m_run;
};

} // namespace espalier::ui
