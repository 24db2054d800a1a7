// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How EndpointBar is put together, and what it hears from its parts and from the engine.

#include "engine/engine.h"
#include "panels/endpointbar.h"
#include "text/runtext.h"
#include "theme/espalierstyle.h"
#include "theme/icons.h"
#include "theme/statusdot.h"
#include "widgets/captioncombo.h"
#include "widgets/elidededit.h"
#include "widgets/sectionlabel.h"
#include "widgets/wrappingrow.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <initializer_list>

namespace espalier::ui {

static QString nameOf(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

EndpointBar::EndpointBar(Engine &engine, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_endpoint(new CaptionCombo(tr("Endpoint")))
    , m_model(new CaptionCombo(tr("Model")))
    , m_mode(new CaptionCombo(tr("Mode")))
    , m_stream(new CaptionCombo(tr("Streaming")))
    , m_fetch(new QToolButton)
    , m_try(new QPushButton(icon(QStringLiteral("play"), QPalette::Base), tr("&Try")))
    , m_stop(new QPushButton(icon(QStringLiteral("stop"), QPalette::BrightText), tr("&Stop")))
    , m_recipe(new QWidget)
    , m_edit(new QToolButton)
    , m_line(new QWidget)
    , m_hint(new DimLabel)
    , m_setKey(new QPushButton(tr("Set &key…")))
    , m_connect(new QPushButton(tr("C&onnect…")))
    , m_pick(new QPushButton)
    , m_closeNote(new QToolButton)
{
    buildControls();
    buildLine();
    auto *controls = new WrappingRow(8);
    for (QWidget *control : std::initializer_list<QWidget *>{m_recipe, m_endpoint, m_edit, m_model, m_fetch,
                                                             m_mode, m_stream, m_try, m_stop})
        controls->addWidget(control);
    controls->setTail(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(controls);
    layout->addWidget(m_line);
    connectControls();
    connectEngine();
    fillEndpoints();
}

void EndpointBar::connectControls()
{
    connect(m_endpoint, &QComboBox::currentIndexChanged, this, &EndpointBar::endpointChosen);
    connect(m_model, &QComboBox::currentTextChanged, this, [this](const QString &model) {
        if (EndpointInfo *info = mutableCurrent())
            info->model = model;
        showAutoMode();                       // each model has its best one
        if (!m_model->lineEdit()->hasFocus()) // nothing jumps while one types
            showLine(current(), facts());
        Q_EMIT changed();
    });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &EndpointBar::changed);
    connect(m_stream, &QComboBox::currentIndexChanged, this, &EndpointBar::changed);
    connect(m_mode, &QComboBox::activated, this, [this] { Q_EMIT modeChanged(mode()); });
    connect(m_stream, &QComboBox::activated, this, [this] { Q_EMIT streamChanged(stream()); });
    connect(m_try, &QPushButton::clicked, this, &EndpointBar::tryPressed);
    connect(m_stop, &QPushButton::clicked, this, &EndpointBar::stopPressed);
    connect(m_setKey, &QPushButton::clicked, this, [this] { Q_EMIT keyWanted(current().name); });
    connect(m_connect, &QPushButton::clicked, this, [this] { Q_EMIT endpointsWanted(current().name); });
    connect(m_edit, &QToolButton::clicked, this, [this] { Q_EMIT endpointsWanted(current().name); });
    connect(m_fetch, &QToolButton::clicked, this, &EndpointBar::modelsWanted);
    connect(m_model->lineEdit(), &QLineEdit::editingFinished, this, [this] { showLine(current(), facts()); });
    connect(m_pick, &QPushButton::clicked, this, [this] {
        if (current().models.isEmpty())
            Q_EMIT modelsWanted();
        else
            openModels();
    });
    connect(m_closeNote, &QToolButton::clicked, this, [this] {
        setPracticeNote(false);
        Q_EMIT practiceNoteClosed();
    });
}

void EndpointBar::connectEngine()
{
    connect(&m_engine, &Engine::endpointsChanged, this, &EndpointBar::fillEndpoints);
    connect(&m_engine, &Engine::keyFactsChanged, this, [this] {
        refreshDots();
        showFacts();
    });
    connect(&m_engine, &Engine::modelsFetched, this,
            [this](const QString &endpoint, const QStringList &models) {
                const bool wanted = m_fetching && m_model->isEnabled() && isActiveWindow();
                setFetching(false);
                for (EndpointInfo &info : m_endpoints) {
                    if (info.name == endpoint)
                        info.models = models;
                }
                if (endpoint != current().name)
                    return;
                showModels(current());
                showLine(current(), facts());
                if (wanted) // nobody is interrupted elsewhere
                    m_model->showPopup();
            });
    connect(&m_engine, &Engine::modelsFailed, this, [this](const QString &, const Error &error) {
        setFetching(false);
        Q_EMIT modelsFailed(error);
    });
}

void EndpointBar::buildControls()
{
    for (const auto mode :
         {wire::AnswerMode::Auto, wire::AnswerMode::Tools, wire::AnswerMode::JsonSchema,
          wire::AnswerMode::Json, wire::AnswerMode::MdJson, wire::AnswerMode::ParallelTools}) {
        m_mode->addItem(nameOf(wire::answerModeName(mode)), static_cast<int>(mode));
        m_mode->setItemData(m_mode->count() - 1, modeTip(mode), Qt::ToolTipRole);
    }
    for (const auto kind : {wire::StreamKind::Partial, wire::StreamKind::Iterable, wire::StreamKind::Full,
                            wire::StreamKind::None}) {
        m_stream->addItem(nameOf(wire::streamKindName(kind)), static_cast<int>(kind));
        m_stream->setItemData(m_stream->count() - 1, streamTip(kind), Qt::ToolTipRole);
    }
    m_mode->setSizeAdjustPolicy(QComboBox::AdjustToContents); // what auto means changes
    m_model->setLineEdit(new ElidedEdit);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->completer()->setFilterMode(Qt::MatchContains);
    m_model->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_model->setMinimumContentsLength(20);
    m_model->lineEdit()->setPlaceholderText(tr("model name"));
    m_endpoint->setMinimumContentsLength(14);
    m_endpoint->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_endpoint->setMaxVisibleItems(20);
    m_endpoint->setIconSize(statusDotSize(*this));
    m_endpoint->installEventFilter(this);
    const auto tool = [](QToolButton *button, const QString &picture, const QString &name) {
        button->setIcon(icon(picture));
        button->setAutoRaise(true);
        button->setToolTip(name);
        button->setAccessibleName(name);
    };
    tool(m_edit, QStringLiteral("edit"), tr("Edit endpoints"));
    tool(m_fetch, QStringLiteral("refresh"), tr("Fetch list of models"));
    setFetching(false);
    EspalierStyle::setButtonKind(m_try, ButtonKind::Primary);
    EspalierStyle::setButtonKind(m_stop, ButtonKind::Danger);
    m_try->setToolTip(tr("Ask now (Ctrl+Return)"));
    m_stop->setToolTip(tr("Stop; what came is kept (Esc)"));
    m_stop->setEnabled(false);
    auto *slot = new QHBoxLayout(m_recipe);
    slot->setContentsMargins(0, 0, 0, 0);
    m_recipe->hide();
}

/// The line below: hidden unless there is something to say.
void EndpointBar::buildLine()
{
    EspalierStyle::setButtonKind(m_setKey, ButtonKind::Quiet);
    EspalierStyle::setButtonKind(m_connect, ButtonKind::Quiet);
    EspalierStyle::setButtonKind(m_pick, ButtonKind::Quiet);
    m_closeNote->setIcon(icon(QStringLiteral("close")));
    m_closeNote->setAutoRaise(true);
    m_closeNote->setToolTip(tr("Do not show this again"));
    m_closeNote->setAccessibleName(tr("Close the explanation of Practice"));
    m_hint->setWordWrap(true);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_hint, 1);
    for (QWidget *button : std::initializer_list<QWidget *>{m_setKey, m_connect, m_pick, m_closeNote})
        line->addWidget(button);
}

} // namespace espalier::ui
