// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/order.h"

#include <QPointer>
#include <QWidget>

class QPushButton;
class QToolButton;

namespace espalier::ui {

class CaptionCombo;
class DimLabel;
class Engine;

/// The run bar: which recipe, endpoint and model, how to ask; Try and Stop. A line below says what is
/// missing, and only then. Talks to the engine about endpoints and models; starting runs, editing endpoints
/// and the recipe's settings are the window's business. The engine stays the caller's and must outlive the
/// bar.
class EndpointBar : public QWidget
{
    Q_OBJECT

public:
    explicit EndpointBar(Engine &engine, QWidget *parent = nullptr);

    [[nodiscard]] EndpointChoice choice() const;
    [[nodiscard]] QString model() const;
    [[nodiscard]] wire::AnswerMode mode() const;
    /// What mode auto means for the endpoint and the model that are chosen.
    [[nodiscard]] wire::AnswerMode autoMode() const;
    [[nodiscard]] wire::StreamKind stream() const;
    [[nodiscard]] EndpointFacts facts() const;

    /// What stands first in the bar; it becomes the bar's child. nullptr: nothing.
    void setRecipeWidget(QWidget *widget);
    /// Whether the line that explains the practice endpoint may be shown; it is until the person closes it.
    void setPracticeNote(bool shown);
    /// No effect when there is none of that name.
    void select(const QString &endpoint);
    void setMode(wire::AnswerMode mode);
    void setStream(wire::StreamKind kind);
    /// What is asked and of whom stays as it is while an answer comes: only Stop is live then.
    void setRunning(bool running);
    /// Gives the keyboard to Try.
    void focusTry();
    /// Shows which endpoints there are, or which models the endpoint has, to choose from.
    void openEndpoints();
    void openModels();
    /// A list of models was asked for; until the answer comes there is no second question.
    void setFetching(bool fetching);
    void setTryEnabled(bool enabled, const QString &whyNot);

Q_SIGNALS:
    void tryPressed();
    void stopPressed();
    void modelsWanted();
    void keyWanted(const QString &endpoint);
    /// The endpoints are to be shown and edited, beginning with that one.
    void endpointsWanted(const QString &endpoint);
    /// The person closed the explanation of the practice endpoint.
    void practiceNoteClosed();
    /// By the person only, never by setMode() and setStream().
    void modeChanged(espalier::wire::AnswerMode mode);
    void streamChanged(espalier::wire::StreamKind kind);
    /// Endpoint, address, model, mode or streaming is another now.
    void changed();
    void modelsFailed(const espalier::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildControls();
    void buildLine();
    void connectControls();
    void connectEngine();
    void fillEndpoints();
    void endpointChosen();
    void showModels(const EndpointInfo &info);
    void showFacts();
    void showAutoMode();
    void showLine(const EndpointInfo &info, const EndpointFacts &facts);
    void refreshDots();
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
    QWidget *m_recipe; ///< holds what setRecipeWidget() was given
    QToolButton *m_edit;
    QWidget *m_line;
    DimLabel *m_hint;
    QPushButton *m_setKey;
    QPushButton *m_connect;
    QPushButton *m_pick;
    QToolButton *m_closeNote;
    int m_shown = 0; ///< the endpoint on show; the list has other rows too
    bool m_arrowKey = false;
    bool m_practiceNote = true;
    QPointer<QWidget> m_focusBefore; ///< where the person was in the bar when the run began
    bool m_fetching = false;
};

} // namespace espalier::ui
