// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/valuepane.h"

#include "models/partialtreemodel.h"
#include "panels/answerviews.h"
#include "text/valuetext.h"
#include "theme/fonts.h"
#include "widgets/sectionlabel.h"

#include <QAccessible>
#include <QLabel>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

ValuePane::ValuePane(QWidget *parent)
    : QWidget(parent)
    , m_why(plainLabel())
    , m_value(new ValueView)
{
    m_why->setAccessibleName(tr("Why this field is empty"));
    m_why->setContentsMargins(10, 6, 10, 2);
    m_why->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_why, 0, Qt::AlignTop);
    layout->addWidget(m_value, 1);
}

void ValuePane::showValue(const QModelIndex &index)
{
    m_index = index;
    m_value->showValue(index);
    showReason(false);
}

int ValuePane::heightOfLines(int lines) const
{
    const int around = qRound(2 * m_value->document()->documentMargin()) + 2 * m_value->frameWidth();
    return lines * QFontMetrics(codeFont()).lineSpacing() + around;
}

void ValuePane::follow()
{
    m_value->follow();
    if (m_index.isValid())
        showReason(false);
}

void ValuePane::setEnd(AnswerEnd end)
{
    m_end = end;
    showReason(false);
}

void ValuePane::explain()
{
    if (!m_index.isValid())
        return;
    showReason(true);
    QAccessibleEvent alert(m_why, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString ValuePane::reason() const
{
    return m_why->isHidden() ? QString() : m_why->text();
}

void ValuePane::showReason(bool always)
{
    const WhyEmpty why = whyEmpty(m_index, m_end);
    // What just grows says so by its mark; a group's fields say it one by one.
    const bool plain =
        why.reason == WhyEmpty::Reason::NotEmpty || (why.reason == WhyEmpty::Reason::StillComing &&
                                                     !m_index.data(PartialTreeModel::ExpectedRole).toBool());
    const bool shown = m_index.isValid() && (always || !plain);
    const QString text = why.text.isEmpty() ? tr("It is not empty: its value stands below.") : why.text;
    if (shown && m_why->text() != displayText(text))
        m_why->setText(displayText(text));
    if (shown)
        m_why->setAccessibleName(m_why->text());
    m_why->setVisible(shown);
    // What is said stays in sight however much room the rest takes; what is empty needs none.
    m_value->setVisible(!shown || m_value->length() > 0);
    const int line = fontMetrics().lineSpacing();
    const int words = shown ? m_why->heightForWidth(std::max(width(), 20 * line)) : 0;
    const int margins = 2 * static_cast<int>(m_value->document()->documentMargin());
    setMinimumHeight(words + (m_value->isHidden() ? 0 : line + (shown ? margins : 0)));
}

} // namespace espalier::ui
