// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/keydialog.h"

#include "text/runtext.h"
#include "theme/espalierstyle.h"
#include "widgets/sectionlabel.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace espalier::ui {

KeyDialog::KeyDialog(const QString &endpoint, const KeyFacts &facts, QWidget *parent)
    : QDialog(parent)
    , m_endpoint(endpoint)
    , m_key(new QLineEdit)
    , m_keyRing(new QRadioButton(tr("In the &key ring of this computer")))
    , m_session(new QRadioButton(tr("Only for this &session; forgotten when Espalier closes")))
    , m_message(plainLabel())
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Key for %1").arg(endpoint));
    setAttribute(Qt::WA_DeleteOnClose);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                               Qt::ImhNoAutoUppercase);
    m_key->setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    m_key->setAccessibleName(tr("Key"));
    (facts.problem.isEmpty() ? m_keyRing : m_session)->setChecked(true);
    m_message->setVisible(!facts.problem.isEmpty());
    m_message->setText(facts.problem);
    QPushButton *save = m_buttons->button(QDialogButtonBox::Save);
    save->setText(tr("Save"));
    save->setEnabled(false);
    EspalierStyle::setButtonKind(save, ButtonKind::Primary);
    QPushButton *forget = m_buttons->addButton(tr("Forget key"), QDialogButtonBox::DestructiveRole);
    EspalierStyle::setButtonKind(forget, ButtonKind::Danger);
    forget->setVisible(facts.source == KeyFacts::Source::KeyRing ||
                       facts.source == KeyFacts::Source::Session);
    forget->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(plainLabel(tr(
        "The key goes to this endpoint's address and nowhere else; it is never written to a file or log.")));
    layout->addWidget(new DimLabel(keyText(facts)));
    layout->addWidget(m_key);
    layout->addWidget(m_keyRing);
    layout->addWidget(m_session);
    layout->addWidget(m_message);
    layout->addSpacing(8);
    layout->addWidget(m_buttons);

    connect(m_key, &QLineEdit::textChanged, save,
            [save](const QString &text) { save->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &KeyDialog::save);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &KeyDialog::reject);
    connect(forget, &QPushButton::clicked, this, [this] {
        setWaiting(true);
        Q_EMIT forgetAsked(m_endpoint);
    });
}

void KeyDialog::save()
{
    QByteArray bytes = m_key->text().trimmed().toUtf8();
    secrets::Secret key(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    bytes.fill('\0');
    m_key->clear();
    setWaiting(true);
    Q_EMIT keyEntered(m_endpoint, key, m_keyRing->isChecked() ? KeyPlace::KeyRing : KeyPlace::Session);
}

void KeyDialog::setWaiting(bool waiting)
{
    for (QWidget *input : {static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_keyRing),
                           static_cast<QWidget *>(m_session)})
        input->setEnabled(!waiting);
    m_message->setVisible(waiting);
    if (waiting)
        m_message->setText(tr("Waiting for the key ring. It may be asking for its own password in another "
                              "window; you can close this "
                              "one and go on."));
}

void KeyDialog::showOutcome(const Error &error)
{
    if (error.kind == ErrorKind::None) {
        accept();
        return;
    }
    setWaiting(false);
    m_message->setText(QString::fromStdString(error.message) + u'\n' +
                       QString::fromStdString(error.nextStep));
    m_message->show();
    m_session->setChecked(true);
    m_key->setFocus();
}

} // namespace espalier::ui
