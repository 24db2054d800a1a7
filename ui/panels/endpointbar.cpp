// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/endpointbar.h"

#include "engine/engine.h"
#include "text/runtext.h"
#include "theme/espalierstyle.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "widgets/captioncombo.h"
#include "widgets/sectionlabel.h"
#include "widgets/wrappingrow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
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
    , m_details(new QWidget)
    , m_url(new QLineEdit)
    , m_request(new DimLabel)
    , m_hint(new DimLabel)
    , m_key(new DimLabel)
    , m_setKey(new QPushButton(tr("Set &key…")))
{
    buildControls();
    connect(m_endpoint, &QComboBox::currentIndexChanged, this, &EndpointBar::endpointChosen);
    connect(m_model, &QComboBox::currentTextChanged, this, [this](const QString &model) {
        if (EndpointInfo *info = mutableCurrent())
            info->model = model;
        Q_EMIT changed();
    });
    connect(m_mode, &QComboBox::currentIndexChanged, this, &EndpointBar::changed);
    connect(m_stream, &QComboBox::currentIndexChanged, this, &EndpointBar::changed);
    connect(m_url, &QLineEdit::textChanged, this, [this](const QString &url) {
        if (EndpointInfo *info = mutableCurrent())
            info->baseUrl = url;
        showFacts();
    });
    connect(m_try, &QPushButton::clicked, this, &EndpointBar::tryPressed);
    connect(m_stop, &QPushButton::clicked, this, &EndpointBar::stopPressed);
    connect(m_setKey, &QPushButton::clicked, this, [this] { Q_EMIT keyWanted(current().name); });
    connect(m_fetch, &QToolButton::clicked, this, &EndpointBar::modelsWanted);
    connect(&m_engine, &Engine::endpointsChanged, this, &EndpointBar::fillEndpoints);
    connect(&m_engine, &Engine::keyFactsChanged, this, &EndpointBar::showFacts);
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
                if (wanted) // nobody is interrupted elsewhere
                    m_model->showPopup();
            });
    connect(&m_engine, &Engine::modelsFailed, this, [this](const QString &, const Error &error) {
        setFetching(false);
        Q_EMIT modelsFailed(error);
    });
    fillEndpoints();
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
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->completer()->setFilterMode(Qt::MatchContains);
    m_model->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_model->setMinimumContentsLength(20);
    m_model->lineEdit()->setPlaceholderText(tr("model name"));
    m_endpoint->setMinimumContentsLength(18);
    m_endpoint->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_endpoint->setMaxVisibleItems(16);
    m_fetch->setIcon(icon(QStringLiteral("refresh")));
    m_fetch->setAutoRaise(true);
    setFetching(false);
    m_fetch->setAccessibleName(tr("Fetch list of models"));
    EspalierStyle::setButtonKind(m_try, ButtonKind::Primary);
    EspalierStyle::setButtonKind(m_stop, ButtonKind::Danger);
    m_try->setToolTip(tr("Ask now (Ctrl+Return)"));
    m_stop->setToolTip(tr("Stop; what came is kept (Esc)"));
    m_stop->setEnabled(false);
    m_url->setFont(codeFont());
    m_url->setAccessibleName(tr("Base URL"));
    m_url->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    m_request->setFont(codeFont());
    m_request->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_request->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    EspalierStyle::setButtonKind(m_setKey, ButtonKind::Quiet);

    auto *controls = new WrappingRow(8);
    for (QWidget *control :
         std::initializer_list<QWidget *>{m_endpoint, m_model, m_fetch, m_mode, m_stream, m_try, m_stop})
        controls->addWidget(control);
    controls->setGrowing(1);
    controls->setTail(2);

    auto *address = new QHBoxLayout(m_details);
    address->setContentsMargins(0, 0, 0, 0);
    address->setSpacing(8);
    auto *caption = new DimLabel(tr("Base URL"));
    address->addWidget(caption);
    address->addWidget(m_url, 3);
    address->addWidget(m_request, 4);
    m_key->setElided(true);
    address->addWidget(m_key);
    address->addWidget(m_setKey);

    m_hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->setSpacing(8);
    layout->addLayout(controls);
    layout->addWidget(m_details);
    layout->addWidget(m_hint);
}

/// What is typed stays with its endpoint while one looks at another.
EndpointInfo *EndpointBar::mutableCurrent()
{
    const int at = m_endpoint->currentIndex();
    return at >= 0 && at < m_endpoints.size() ? &m_endpoints[at] : nullptr;
}

EndpointInfo EndpointBar::current() const
{
    const int at = m_endpoint->currentIndex();
    return at >= 0 && at < m_endpoints.size() ? m_endpoints.at(at) : EndpointInfo();
}

EndpointChoice EndpointBar::choice() const
{
    return {current().name, current().practice ? QString() : m_url->text().trimmed()};
}

QString EndpointBar::model() const
{
    return m_model->currentText().trimmed();
}

wire::AnswerMode EndpointBar::mode() const
{
    return static_cast<wire::AnswerMode>(m_mode->currentData().toInt());
}

wire::StreamKind EndpointBar::stream() const
{
    return static_cast<wire::StreamKind>(m_stream->currentData().toInt());
}

EndpointFacts EndpointBar::facts() const
{
    return m_engine.facts(choice());
}

void EndpointBar::setMode(wire::AnswerMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(mode)));
}

void EndpointBar::setStream(wire::StreamKind kind)
{
    m_stream->setCurrentIndex(m_stream->findData(static_cast<int>(kind)));
}

void EndpointBar::select(const QString &endpoint)
{
    const int at = m_endpoint->findText(endpoint);
    if (at >= 0)
        m_endpoint->setCurrentIndex(at);
}

void EndpointBar::fillEndpoints()
{
    const QString before = m_endpoint->currentText();
    {
        const QSignalBlocker quiet(m_endpoint);
        m_endpoints = m_engine.endpoints();
        m_endpoint->clear();
        for (const EndpointInfo &info : m_endpoints)
            m_endpoint->addItem(info.name);
        m_endpoint->view()->setMinimumWidth(m_endpoint->view()->sizeHintForColumn(0) +
                                            24); // names longer than the box
        m_endpoint->setCurrentIndex(std::max(0, m_endpoint->findText(before)));
    }
    endpointChosen();
}

void EndpointBar::endpointChosen()
{
    const EndpointInfo info = current();
    showModels(info);
    m_url->setText(info.baseUrl);
    m_url->setCursorPosition(0); // where there is little room its beginning tells more
    m_url->setPlaceholderText(info.placeholder);
    m_details->setVisible(!info.practice);
    showFacts();
}

void EndpointBar::showModels(const EndpointInfo &info)
{
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    m_model->addItems(info.models);
    m_model->setCurrentText(info.model);
    m_model->lineEdit()->setCursorPosition(0);
    m_fetch->setVisible(!info.practice);
}

void EndpointBar::showFacts()
{
    const EndpointInfo info = current();
    const EndpointFacts known = facts();
    const KeyFacts key = m_engine.keyFacts(info.name);
    m_request->setText(known.requestUrl.isEmpty() ? tr("→ no address yet")
                                                  : QStringLiteral("→ ") + known.requestUrl);
    m_request->setToolTip(known.requestUrl);
    m_key->setText(keyText(key));
    m_hint->setText(info.practice ? tr("Practice reads the text by rule, for trying things out. It is no "
                                       "model. It needs no key, and "
                                       "nothing leaves this computer.")
                                  : known.hint);
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_hint->setUrgent(!info.practice);
    const QString autoName = nameOf(wire::answerModeName(known.autoMode));
    m_mode->setItemText(0, tr("auto: %1").arg(autoName));
    Q_EMIT changed();
}

void EndpointBar::setRunning(bool running)
{
    m_stop->setEnabled(running);
    if (running)
        m_focusBefore = isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    for (QWidget *input :
         std::initializer_list<QWidget *>{m_endpoint, m_model, m_fetch, m_mode, m_stream, m_url, m_setKey})
        input->setEnabled(!running && (input != m_fetch || !m_fetching));
    if (!running && m_focusBefore && isAncestorOf(QApplication::focusWidget()))
        m_focusBefore->setFocus();
    if (!running)
        m_focusBefore = nullptr;
}

void EndpointBar::setFetching(bool fetching)
{
    m_fetching = fetching;
    m_fetch->setEnabled(!fetching && m_endpoint->isEnabled());
    m_fetch->setToolTip(fetching ? tr("Waiting for the list of models…")
                                 : tr("Fetch the list of models from the endpoint"));
}

void EndpointBar::setTryEnabled(bool enabled, const QString &whyNot)
{
    m_try->setEnabled(enabled);
    m_try->setToolTip(enabled ? tr("Ask now (Ctrl+Return)") : whyNot);
}

} // namespace espalier::ui
