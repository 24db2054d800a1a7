// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/settingspanel.h"

#include "document/requestparameters.h"
#include "panels/readingsettings.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/commitedit.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace espalier::ui {

namespace {

constexpr int kUsualTokens = 1024;
constexpr double kMostTemperature = 2; // OpenAI API reference, "temperature"
constexpr wire::AnswerMode kModes[] = {wire::AnswerMode::Auto,       wire::AnswerMode::Tools,
                                       wire::AnswerMode::JsonSchema, wire::AnswerMode::Json,
                                       wire::AnswerMode::MdJson,     wire::AnswerMode::ParallelTools};
constexpr wire::StreamKind kStreams[] = {wire::StreamKind::Partial, wire::StreamKind::Iterable,
                                         wire::StreamKind::Full, wire::StreamKind::None};

QString nameOf(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

void addChoice(QVBoxLayout &form, const QString &caption, QComboBox *box, DimLabel *sentence)
{
    auto *label = new QLabel(caption);
    label->setBuddy(box);
    box->setAccessibleName(caption);
    addSentence(form, label, box);
    sentence->setWordWrap(true);
    form.addWidget(sentence);
}

} // namespace

SettingsPanel::SettingsPanel(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_mode(new Calm<QComboBox>)
    , m_modeSentence(new DimLabel)
    , m_stream(new Calm<QComboBox>)
    , m_streamSentence(new DimLabel)
    , m_temperatureUsed(new QCheckBox(tr("Let the model word it with a temperature of")))
    , m_temperature(new Calm<QDoubleSpinBox>)
    , m_tokensUsed(new QCheckBox(tr("End the answer after at most")))
    , m_tokens(new Calm<QSpinBox>)
    , m_further(new CommitEdit)
    , m_furtherError(new DimLabel)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(makeForm());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    connect(&m_document, &RecipeDocument::settingsChanged, this, &SettingsPanel::showSettings);
    showSettings();
}

QWidget *SettingsPanel::makeForm()
{
    auto *page = new QWidget;
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *form = new QVBoxLayout(page);
    form->setContentsMargins(12, 12, 12, 12);
    form->setSpacing(8);
    addAsking(*form);
    form->addSpacing(8);
    form->addWidget(new ReadingSettings(m_document));
    form->addSpacing(8);
    addModel(*form);
    form->addSpacing(8);
    addFurther(*form);
    form->addStretch(1);
    return page;
}

template <typename Edit>
void SettingsPanel::change(const QString &label, Edit edit)
{
    if (m_showing)
        return;
    RecipeSettings next = m_document.settings();
    edit(next);
    m_document.setSettings(next, label);
    showSentences();
}

void SettingsPanel::addAsking(QVBoxLayout &form)
{
    form.addWidget(new SectionLabel(tr("How it is asked")));
    for (const wire::AnswerMode mode : kModes)
        m_mode->addItem(nameOf(wire::answerModeName(mode)), static_cast<int>(mode));
    for (const wire::StreamKind kind : kStreams)
        m_stream->addItem(nameOf(wire::streamKindName(kind)), static_cast<int>(kind));
    m_mode->setToolTip(QStringLiteral("--mode"));
    m_stream->setToolTip(QStringLiteral("--stream"));
    addChoice(form, tr("Mode"), m_mode, m_modeSentence);
    addChoice(form, tr("Streaming"), m_stream, m_streamSentence);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        change(tr("Choose mode"), [this](RecipeSettings &settings) {
            settings.mode = static_cast<wire::AnswerMode>(m_mode->currentData().toInt());
        });
    });
    connect(m_stream, &QComboBox::currentIndexChanged, this, [this] {
        change(tr("Choose streaming"), [this](RecipeSettings &settings) {
            settings.streaming = static_cast<wire::StreamKind>(m_stream->currentData().toInt());
        });
    });
}

void SettingsPanel::addModel(QVBoxLayout &form)
{
    form.addWidget(new SectionLabel(tr("What the model may do")));
    m_temperature->setRange(0, kMostTemperature);
    m_temperature->setSingleStep(0.1);
    m_temperature->setDecimals(2);
    m_temperature->setKeyboardTracking(false);
    m_temperature->setToolTip(QStringLiteral("temperature"));
    m_temperature->setAccessibleName(tr("Temperature"));
    addSentence(form, m_temperatureUsed, m_temperature, tr("(0: always its first choice)"));
    m_tokens->setRange(1, std::numeric_limits<int>::max());
    m_tokens->setGroupSeparatorShown(true);
    m_tokens->setKeyboardTracking(false);
    m_tokens->setToolTip(QStringLiteral("max_tokens"));
    m_tokens->setAccessibleName(tr("Most tokens of the answer"));
    m_tokens->setSuffix(tr(" tokens"));
    addSentence(form, m_tokensUsed, m_tokens);
    const auto heat = [this] {
        m_temperature->setEnabled(m_temperatureUsed->isChecked());
        change(tr("Change temperature"), [this](RecipeSettings &settings) {
            std::optional<double> value;
            if (m_temperatureUsed->isChecked())
                value = m_temperature->value();
            settings.parameters = withTemperature(std::move(settings.parameters), value);
        });
    };
    const auto length = [this] {
        m_tokens->setEnabled(m_tokensUsed->isChecked());
        change(tr("Change length of the answer"), [this](RecipeSettings &settings) {
            std::optional<std::int64_t> value;
            if (m_tokensUsed->isChecked())
                value = m_tokens->value();
            settings.parameters = withMaxTokens(std::move(settings.parameters), value);
        });
    };
    connect(m_temperatureUsed, &QCheckBox::toggled, this, heat);
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, heat);
    connect(m_tokensUsed, &QCheckBox::toggled, this, length);
    connect(m_tokens, &QSpinBox::valueChanged, this, length);
}

void SettingsPanel::addFurther(QVBoxLayout &form)
{
    form.addWidget(new SectionLabel(tr("Further parameters, sent as they are"), m_further));
    m_further->setFont(codeFont());
    m_further->setPlaceholderText(QStringLiteral("{\"seed\": 7, \"top_p\": 0.9}"));
    m_further->setAccessibleName(tr("Further parameters as a JSON object"));
    m_further->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * 7);
    m_furtherError->setWordWrap(true);
    m_furtherError->setUrgent(true);
    form.addWidget(m_further);
    form.addWidget(m_furtherError);
    connect(m_further, &CommitEdit::typed, this, &SettingsPanel::checkFurther);
    connect(m_further, &CommitEdit::committed, this, [this] {
        const QString typed = m_further->toPlainText();
        auto next = withOtherParameters(m_document.settings().parameters, typed);
        change(tr("Change parameters"), [&](RecipeSettings &settings) {
            settings.parametersDraft = next ? QString() : typed; // kept as it is, with its error below
            if (next)
                settings.parameters = std::move(next).value();
        });
    });
}

void SettingsPanel::checkFurther()
{
    const auto next = withOtherParameters(m_document.settings().parameters, m_further->toPlainText());
    m_furtherError->setVisible(!next);
    if (!next)
        m_furtherError->setText(displayText(QStringLiteral("%1. %2").arg(
            QString::fromStdString(next.error().message), QString::fromStdString(next.error().nextStep))));
}

void SettingsPanel::showFurther()
{
    m_further->setFocus();
}

void SettingsPanel::commit()
{
    m_further->commit();
    m_temperature->interpretText();
    m_tokens->interpretText();
}

void SettingsPanel::showSettings()
{
    m_showing = true;
    const RecipeSettings &settings = m_document.settings();
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(settings.mode)));
    m_stream->setCurrentIndex(m_stream->findData(static_cast<int>(settings.streaming)));
    const auto showOptional = [](QCheckBox *used, auto *box, auto value, auto usual) {
        used->setChecked(value.has_value());
        box->setEnabled(value.has_value());
        box->setValue(value.value_or(usual));
    };
    showOptional(m_temperatureUsed, m_temperature, temperatureOf(settings.parameters), 0.0);
    std::optional<int> tokens;
    if (const auto most = maxTokensOf(settings.parameters))
        tokens = static_cast<int>(std::clamp<std::int64_t>(*most, 1, std::numeric_limits<int>::max()));
    showOptional(m_tokensUsed, m_tokens, tokens, kUsualTokens);
    // What is being typed is not taken away by a change of something else.
    const bool draft = !settings.parametersDraft.isEmpty();
    const QString further = draft ? settings.parametersDraft : otherParametersText(settings.parameters);
    const auto typed = withOtherParameters(settings.parameters, m_further->toPlainText());
    const bool same = !draft && typed && *typed == settings.parameters;
    if (std::exchange(m_furtherShown, further) != further && !same && !m_further->isPending())
        m_further->setShown(further);
    checkFurther();
    m_showing = false;
    showSentences();
}

void SettingsPanel::showSentences()
{
    m_modeSentence->setText(modeTip(m_document.settings().mode));
    m_streamSentence->setText(streamTip(m_document.settings().streaming));
}

} // namespace espalier::ui
