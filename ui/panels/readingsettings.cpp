// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/readingsettings.h"

#include "text/runtext.h"
#include "widgets/sectionlabel.h"
#include "widgets/sentenceform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

namespace espalier::ui {

using schema::BadItems;
using schema::CoercionLevel;
using schema::DecimalMark;

namespace {

constexpr CoercionLevel kLevels[] = {CoercionLevel::Off, CoercionLevel::Safe, CoercionLevel::All};
constexpr DecimalMark kMarks[] = {DecimalMark::Unsaid, DecimalMark::Point, DecimalMark::Comma};
constexpr BadItems kBadItems[] = {BadItems::Ask, BadItems::Keep, BadItems::Drop, BadItems::Fail};

template <typename Enum>
Enum chosen(const QComboBox *box)
{
    return static_cast<Enum>(box->currentData().toInt());
}

template <typename Enum>
void choose(QComboBox *box, Enum value)
{
    box->setCurrentIndex(box->findData(static_cast<int>(value)));
}

} // namespace

ReadingSettings::ReadingSettings(RecipeDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_levelSentence(new DimLabel)
    , m_defaults(new QCheckBox(tr("Fill in the schema's default where a field did not come")))
    , m_badItemsSentence(new DimLabel)
{
    m_levelSentence->setWordWrap(true);
    m_badItemsSentence->setWordWrap(true);
    auto *form = new QVBoxLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addWidget(new SectionLabel(tr("How the answer is read")));
    m_level = addChoice(*form, tr("Read values"), QStringLiteral("--coerce"));
    form->addWidget(m_levelSentence);
    m_decimal = addChoice(*form, tr("Decimals come after"), QStringLiteral("decimal"));
    form->addWidget(m_defaults);
    m_badItems = addChoice(*form, tr("Items that do not fit"), QStringLiteral("--bad-items"));
    form->addWidget(m_badItemsSentence);
    fillChoices();
    connectChoices();
    connect(&m_document, &RecipeDocument::settingsChanged, this, &ReadingSettings::showReading);
    showReading();
}

QComboBox *ReadingSettings::addChoice(QVBoxLayout &form, const QString &caption, const QString &tip)
{
    auto *box = new Calm<QComboBox>;
    auto *label = new QLabel(caption);
    label->setBuddy(box);
    box->setAccessibleName(caption);
    box->setToolTip(tip);
    addSentence(form, label, box);
    return box;
}

void ReadingSettings::fillChoices()
{
    for (const CoercionLevel level : kLevels)
        m_level->addItem(coercionLevelText(level), static_cast<int>(level));
    for (const DecimalMark mark : kMarks)
        m_decimal->addItem(decimalMarkText(mark), static_cast<int>(mark));
    for (const BadItems choice : kBadItems)
        m_badItems->addItem(badItemsText(choice), static_cast<int>(choice));
}

template <typename Edit>
void ReadingSettings::change(const QString &label, Edit edit)
{
    if (m_showing)
        return;
    RecipeSettings next = m_document.settings();
    edit(next.reading);
    m_document.setSettings(next, label);
    showReading();
}

void ReadingSettings::connectChoices()
{
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        change(tr("Choose how values are read"),
               [this](recipe::Reading &reading) { reading.coercion.level = chosen<CoercionLevel>(m_level); });
    });
    connect(m_decimal, &QComboBox::currentIndexChanged, this, [this] {
        change(tr("Choose decimal mark"), [this](recipe::Reading &reading) {
            reading.coercion.decimal = chosen<DecimalMark>(m_decimal);
        });
    });
    connect(m_defaults, &QCheckBox::toggled, this, [this](bool on) {
        change(tr("Fill in defaults"), [on](recipe::Reading &reading) { reading.coercion.defaults = on; });
    });
    connect(m_badItems, &QComboBox::currentIndexChanged, this, [this] {
        change(tr("Choose what becomes of items"),
               [this](recipe::Reading &reading) { reading.badItems = chosen<BadItems>(m_badItems); });
    });
}

void ReadingSettings::showReading()
{
    m_showing = true;
    const recipe::Reading &reading = m_document.settings().reading;
    choose(m_level, reading.coercion.level);
    choose(m_decimal, reading.coercion.decimal);
    m_defaults->setChecked(reading.coercion.defaults);
    choose(m_badItems, reading.badItems);
    m_levelSentence->setText(coercionLevelTip(reading.coercion.level));
    m_badItemsSentence->setText(badItemsTip(reading.badItems));
    m_showing = false;
}

} // namespace espalier::ui
