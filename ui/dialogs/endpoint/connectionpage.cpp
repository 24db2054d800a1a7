// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/connectionpage.h"

#include "dialogs/endpoint/draftcheck.h"
#include "dialogs/endpoint/form.h"
#include "dialogs/endpoint/keysection.h"
#include "dialogs/endpoint/movequestion.h"
#include "dialogs/endpoint/probepanel.h"
#include "dialogs/endpoint/testpanel.h"
#include "engine/engine.h"
#include "text/valuetext.h"
#include "theme/fonts.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace espalier::ui {

ConnectionPage::ConnectionPage(Engine &engine, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_name(new QLineEdit)
    , m_nameNote(new FieldNote)
    , m_url(new QLineEdit)
    , m_request(new DimLabel)
    , m_urlNote(new FieldNote)
    , m_hint(new FieldNote)
    , m_move(new MoveQuestion)
    , m_practice(new DimLabel(tr("Practice reads the text by rule, for trying things out. It is no model. It "
                                 "needs no key, and nothing leaves this computer.")))
    , m_key(new KeySection)
    , m_test(new TestPanel)
    , m_probe(new ProbePanel)
{
    m_url->setFont(codeFont());
    m_url->setPlaceholderText(tr("https://your-service.example/v1"));
    m_request->setFont(codeFont());
    m_request->setElided(true);
    m_request->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_request->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    QVBoxLayout *page = makePage(this);
    QGridLayout *address = addSection(page, tr("Address"));
    addField(address, tr("&Name"), m_name);
    addBelow(address, m_nameNote);
    addField(address, tr("&Base URL"), m_url);
    addBelow(address, m_request);
    addBelow(address, m_urlNote);
    addBelow(address, m_hint);
    m_practice->setWordWrap(true);
    addBelow(address, m_practice);
    QGridLayout *key = addSection(page, tr("Key"));
    m_addressSection = address;
    m_keySection = key;
    addField(key, tr("&Key"), m_key);
    QLayoutItem *caption = key->itemAtPosition(key->rowCount() - 1, 0); // beside the first line of its field
    caption->setAlignment(Qt::AlignTop);
    caption->widget()->setMinimumHeight(m_name->sizeHint().height());
    addBelow(key, m_move);
    QGridLayout *test = addSection(page, tr("Test"));
    test->addWidget(m_test, 0, 0, 1, 2);
    QGridLayout *modes = addSection(page, tr("Modes"));
    modes->addWidget(m_probe, 0, 0, 1, 2);
    page->addStretch(1);

    for (QLineEdit *line : {m_name, m_url})
        connect(line, &QLineEdit::textChanged, this, [this] {
            follow();
            Q_EMIT edited();
        });
    connect(m_url, &QLineEdit::textEdited, this, [this] {
        m_test->startOver(); // what was found is of another address
        Q_EMIT addressEdited();
        if (!m_urlNote->isHidden())
            followAddress(); // until it is right
    });
    connect(m_url, &QLineEdit::editingFinished, this, &ConnectionPage::followAddress);
    connect(m_key, &KeySection::edited, this, [this] {
        follow();
        Q_EMIT edited();
    });
    connect(m_move, &MoveQuestion::answered, this, &ConnectionPage::edited);
}

void ConnectionPage::setProfile(const settings::EndpointProfile &profile, const QString &formerName,
                                bool fixedName)
{
    m_formerName = formerName;
    m_storedKey = profile.key;
    m_move->ask({}, {}, {});
    const bool asTested = m_name->text() == QString::fromStdString(profile.name) &&
                          m_url->text() == QString::fromStdString(profile.baseUrl) &&
                          m_key->source() == profile.key && !m_key->hasEntered() && !m_test->isTesting();
    if (!asTested) // what was found and then kept stays in sight
        m_test->startOver();
    m_probe->setProfile(profile);
    showProblems({});
    m_name->setText(QString::fromStdString(profile.name));
    m_name->setReadOnly(fixedName);
    m_name->setToolTip(fixedName
                           ? tr("This endpoint comes with Espalier and keeps its name. Duplicate it to have "
                                "one of your own.")
                           : QString());
    m_url->setText(QString::fromStdString(profile.baseUrl));
    m_url->setCursorPosition(0);
    m_key->setSource(profile.key);
    refreshKeyFacts();
}

void ConnectionPage::refreshKeyFacts()
{
    m_key->setFacts(m_formerName.isEmpty() ? KeyFacts() : m_engine.keyFacts(m_formerName));
    follow(); // a key that is gone needs no question
}

/// What follows from what stands in the fields, at once.
void ConnectionPage::follow()
{
    const QString url = m_url->text().trimmed();
    const EndpointFacts facts = m_engine.facts({m_formerName, url});
    m_request->setText(facts.requestUrl.isEmpty() ? tr("→ no address yet")
                                                  : QStringLiteral("→ ") + displayText(facts.requestUrl));
    m_hint->say(facts.hint);
    using From = secrets::KeySource::From;
    const secrets::KeySource source = m_key->source();
    const bool lies = source.from == From::Keychain || source.from == From::Session;
    const bool unchanged = m_storedKey.from != From::None && source == m_storedKey;
    m_storedKeyGoes = !m_key->hasEntered() && (unchanged || (lies && !facts.keptKeyMovesFrom.isEmpty()));
    QString from;
    if (m_storedKeyGoes || m_secretHeaders)
        from = facts.keyMovesFrom;
    if (m_storedKeyGoes && from.isEmpty() && lies)
        from = facts.keptKeyMovesFrom; // one that lies there unused
    m_move->ask(m_formerName, m_formerName.isEmpty() ? QString() : from, facts.keyMovesTo);
}

/// What is wrong with the address is told when one leaves it, not at its first letter.
void ConnectionPage::followAddress()
{
    const QString url = m_url->text().trimmed();
    m_urlNote->say(addressProblem(url.toStdString(), m_engine.facts({m_formerName, url}).usable));
}

void ConnectionPage::setPractice(bool practice)
{
    setRowVisible(m_addressSection, m_url, !practice);
    m_request->setVisible(!practice);
    m_keySection->parentWidget()->setVisible(!practice);
    m_practice->setVisible(practice);
}

void ConnectionPage::setSecretHeaders(bool any)
{
    if (std::exchange(m_secretHeaders, any) != any)
        follow();
}

bool ConnectionPage::refusesSecrets() const
{
    return m_move->isRefused();
}

void ConnectionPage::store(settings::EndpointProfile &profile) const
{
    profile.name = m_name->text().trimmed().toStdString();
    profile.baseUrl = m_url->text().trimmed().toStdString();
    profile.key = m_key->source();
    if (refusesSecrets() && m_storedKeyGoes)
        profile.key = secrets::KeySource::none();
}

void ConnectionPage::showProblems(const std::vector<DraftProblem> &problems)
{
    m_nameNote->say({});
    m_urlNote->say({});
    m_key->sayProblem({});
    for (const DraftProblem &problem : problems) {
        if (problem.field == DraftField::Name) {
            m_nameNote->say(problem.text);
            m_name->setFocus();
        } else if (problem.field == DraftField::BaseUrl) {
            m_urlNote->say(problem.text);
            m_url->setFocus();
        } else if (problem.field == DraftField::Variable) {
            m_key->sayProblem(problem.text);
            m_key->focusVariable();
        }
    }
}

void ConnectionPage::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace espalier::ui
