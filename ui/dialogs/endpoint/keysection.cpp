// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/keysection.h"

#include "dialogs/endpoint/form.h"
#include "dialogs/endpoint/keyfield.h"
#include "theme/espalierstyle.h"
#include "theme/fonts.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>

namespace espalier::ui {

using From = secrets::KeySource::From;

KeySection::KeySection(QWidget *parent)
    : QWidget(parent)
    , m_key(new KeyField)
    , m_places(new QButtonGroup(this))
    , m_variable(new QLineEdit)
    , m_use(new DimLabel)
    , m_problem(new FieldNote)
    , m_forget(new QPushButton(tr("&Forget key")))
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(6);
    layout->setColumnStretch(1, 1);
    m_key->setAccessibleName(tr("Key"));
    m_key->setPlaceholderText(tr("paste a key to store or replace it"));
    layout->addWidget(m_key, 0, 0, 1, 2);

    const auto place = [this](const QString &text, From from) {
        auto *radio = new QRadioButton(text);
        m_places->addButton(radio, static_cast<int>(from));
        return radio;
    };
    layout->addWidget(place(tr("Key &ring of this computer"), From::Keychain), 1, 0, 1, 2);
    layout->addWidget(place(tr("En&vironment variable"), From::Environment), 2, 0);
    m_variable->setFont(codeFont());
    m_variable->setPlaceholderText(QStringLiteral("OPENAI_API_KEY"));
    m_variable->setAccessibleName(tr("Environment variable"));
    layout->addWidget(m_variable, 2, 1);
    layout->addWidget(place(tr("Only this &session"), From::Session), 3, 0, 1, 2);
    layout->addWidget(place(tr("&No key"), From::None), 4, 0, 1, 2);
    m_use->setWordWrap(true);
    EspalierStyle::setButtonKind(m_forget, ButtonKind::Quiet);
    m_forget->setAutoDefault(false);
    auto *below = new QHBoxLayout;
    below->addWidget(m_use, 1);
    below->addWidget(m_forget, 0, Qt::AlignTop);
    layout->addLayout(below, 5, 0, 1, 2);
    layout->addWidget(m_problem, 6, 0, 1, 2);
    setFocusProxy(m_key);

    const auto changed = [this] {
        showUse();
        Q_EMIT edited();
    };
    connect(m_key, &QLineEdit::textChanged, this, [this, changed] {
        // Who types a key wants it kept: a place that keeps none gives way to the key ring.
        const auto from = static_cast<From>(m_places->checkedId());
        if (!m_key->isBlank() && (from == From::None || from == From::Environment))
            m_places->button(static_cast<int>(m_facts.problem.isEmpty() ? From::Keychain : From::Session))
                ->setChecked(true);
        changed();
    });
    connect(m_places, &QButtonGroup::idToggled, this, [this, changed](int, bool checked) {
        if (checked)
            changed();
    });
    connect(m_variable, &QLineEdit::textEdited, this,
            [this] { m_places->button(static_cast<int>(From::Environment))->setChecked(true); });
    connect(m_variable, &QLineEdit::textChanged, this, changed);
    connect(m_forget, &QPushButton::clicked, this, &KeySection::forgetAsked);
}

void KeySection::setSource(const secrets::KeySource &source)
{
    m_key->wipe();
    m_problem->say({});
    m_variable->setText(QString::fromStdString(source.variable));
    m_places->button(static_cast<int>(source.from))->setChecked(true);
    showUse();
}

secrets::KeySource KeySection::source() const
{
    secrets::KeySource out;
    out.from = static_cast<From>(m_places->checkedId());
    if (out.from == From::Environment)
        out.variable = m_variable->text().trimmed().toStdString();
    return out;
}

void KeySection::setFacts(const KeyFacts &facts)
{
    m_facts = facts;
    showUse();
}

bool KeySection::hasEntered() const
{
    return !m_key->isBlank();
}

secrets::Secret KeySection::entered() const
{
    return m_key->secret();
}

void KeySection::clearEntered()
{
    m_key->wipe();
}

void KeySection::sayProblem(const QString &text)
{
    m_problem->say(text);
}

void KeySection::focusVariable()
{
    m_variable->setFocus();
}

void KeySection::showUse()
{
    KeyDraft draft{source(), hasEntered(), false};
    draft.variableSet = !draft.chosen.variable.empty() &&
                        !qEnvironmentVariable(draft.chosen.variable.c_str()).trimmed().isEmpty();
    const QString problem =
        m_facts.problem.isEmpty() ? QString() : u'\n' + tr("The key ring said: %1").arg(m_facts.problem);
    m_use->setText(keyInUseText(m_facts, draft) + problem);
    m_use->setUrgent(keyIsMissing(m_facts, draft) || !problem.isEmpty());
    m_forget->setVisible(m_facts.source == KeyFacts::Source::KeyRing ||
                         m_facts.source == KeyFacts::Source::Session);
    m_forget->setEnabled(!m_facts.waiting);
}

} // namespace espalier::ui
