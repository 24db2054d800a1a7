// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/movequestion.h"

#include "text/valuetext.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/sectionlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace espalier::ui {

static constexpr int kCorner = 6;

MoveQuestion::MoveQuestion(QWidget *parent)
    : QFrame(parent)
    , m_words(plainLabel())
    , m_allow(new QCheckBox)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(6);
    layout->addWidget(m_words);
    layout->addWidget(m_allow);
    connect(m_allow, &QCheckBox::toggled, this, &MoveQuestion::answered);
    hide();
}

void MoveQuestion::ask(const QString &endpoint, const QString &from, const QString &to)
{
    setVisible(!from.isEmpty());
    if (from == m_from && to == m_to)
        return;
    m_from = from;
    m_to = to;
    const QSignalBlocker quiet(m_allow);
    m_allow->setChecked(false);
    m_words->setText(displayText(tr("The key of %1 has gone to %2 only. Use it for %3 too? If not, this "
                                    "endpoint is kept without a key, "
                                    "and without the secret headers it had.")
                                     .arg(endpoint, from, to)));
    // A host is no mnemonic.
    m_allow->setText(tr("&Use it for %1 too").arg(displayText(to).replace(u'&', QStringLiteral("&&"))));
}

bool MoveQuestion::isRefused() const
{
    return !m_from.isEmpty() && !m_allow->isChecked();
}

void MoveQuestion::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Tokens &tokens = tokensFor(QApplication::palette());
    paintBox(&painter, rect(), tokens.amberSoft, QColor(), kCorner);
}

} // namespace espalier::ui
