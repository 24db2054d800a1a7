// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace espalier::ui {

class CaptionCombo;
class DimLabel;
class Engine;

/// Which endpoint, which model, how to ask; Try and Stop. Says under it where the question would go, whose
/// key is in use, and what leaves. Talks to the engine about endpoints and models; starting runs is the
/// window's business. The engine stays the caller's and must outlive the bar.
class EndpointBar : public QWidget
{
    Q_OBJECT

public:
    explicit EndpointBar(Engine &engine, QWidget *parent = nullptr);

    [[nodiscard]] EndpointChoice choice() const;
    [[nodiscard]] QString model() const;
    [[nodiscard]] wire::AnswerMode mode() const;
    [[nodiscard]] wire::StreamKind stream() const;
    [[nodiscard]] EndpointFacts facts() const;

    /// No effect when there is none of that name.
    void select(const QString &endpoint);
    void setMode(wire::AnswerMode mode);
    void setStream(wire::StreamKind kind);
    /// What is asked and of whom stays as it is while an answer comes: only Stop is live then.
    void setRunning(bool running);
    /// A list of models was asked for; until the answer comes there is no second question.
    void setFetching(bool fetching);
    void setTryEnabled(bool enabled, const QString &whyNot);

Q_SIGNALS:
    void tryPressed();
    void stopPressed();
    void modelsWanted();
    void keyWanted(const QString &endpoint);
    /// Endpoint, address, model, mode or streaming is another now.
    void changed();
    void modelsFailed(const espalier::Error &error);

private:
    void buildControls();
    void fillEndpoints();
    void endpointChosen();
    void showModels(const EndpointInfo &info);
    void showFacts();
    [[nodiscard]] EndpointInfo current() const;
    EndpointInfo *mutableCurrent();

    Engine &m_engine;
    QList<EndpointInfo> m_endpoints;
    CaptionCombo *m_endpoint;
    CaptionCombo *m_model;
    CaptionCombo *m_mode;
    CaptionCombo *m_stream;
    QToolButton *m_fetch;
    QPushButton *m_try;
    QPushButton *m_stop;
    QWidget *m_details;
    QLineEdit *m_url;
    QLabel *m_request;
    DimLabel *m_hint;
    DimLabel *m_key;
    QPushButton *m_setKey;
    QPointer<QWidget> m_focusBefore; ///< where the person was in the bar when the run began
    bool m_fetching = false;
};

} // namespace espalier::ui
