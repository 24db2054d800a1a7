// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/codebar.h"

#include "text/hooktext.h"
#include "text/valuetext.h"
#include "theme/fonts.h"
#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/sectionlabel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace espalier::ui {

namespace {

constexpr int kLines = 8;

QString wordsFor(const json::Value::Array &checks, const json::Value::Array &hooks)
{
    const auto programs = std::count_if(hooks.begin(), hooks.end(), [](const json::Value &hook) {
        return hook["action"].text() == "program";
    });
    const auto scripts = static_cast<std::ptrdiff_t>(hooks.size()) - programs;
    QStringList parts;
    if (!checks.empty())
        parts.append(
            numberOf(static_cast<qint64>(checks.size()), CodeBar::tr("1 check"), CodeBar::tr("%1 checks")));
    if (scripts > 0)
        parts.append(numberOf(scripts, CodeBar::tr("1 script"), CodeBar::tr("%1 scripts")));
    if (programs > 0)
        parts.append(numberOf(programs, CodeBar::tr("1 program"), CodeBar::tr("%1 programs")));
    const QString last = parts.takeLast();
    const QString what =
        parts.isEmpty() ? last : CodeBar::tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
    if (checks.size() + hooks.size() == 1)
        return CodeBar::
            tr("This recipe brings %1 that has not been allowed here. It does not run until you allow it.")
                .arg(what);
    return CodeBar::tr(
               "This recipe brings %1 that have not been allowed here. They do not run until you allow them.")
        .arg(what);
}

QString codeFor(const json::Value::Array &checks, const json::Value::Array &hooks)
{
    QStringList lines;
    for (const json::Value &check : checks)
        lines.append(CodeBar::tr("Check “%1”, of %2:\n    %3")
                         .arg(QString::fromStdString(check["name"].text()), checkPlaceText(check),
                              checkRuleText(check)));
    for (const json::Value &hook : hooks)
        lines.append(CodeBar::tr("Hook at %1, %2:\n    %3")
                         .arg(QString::fromStdString(hook["event"].text()),
                              hookActionText(hook["action"].text()), hookSummary(hook)));
    return displayText(lines.join(u'\n'));
}

} // namespace

CodeBar::CodeBar(QWidget *parent)
    : QFrame(parent)
    , m_text(plainLabel())
    , m_show(new QPushButton(tr("Sho&w")))
    , m_allow(new QPushButton(tr("&Allow")))
    , m_code(new QPlainTextEdit)
{
    m_show->setCheckable(true);
    m_code->setReadOnly(true);
    m_code->setFont(codeFont());
    m_code->setTabChangesFocus(true);
    m_code->setFrameShape(QFrame::NoFrame);
    m_code->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * kLines);
    m_code->setAccessibleName(tr("What would run"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_show, 0, Qt::AlignTop);
    row->addWidget(m_allow, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addLayout(row);
    layout->addWidget(m_code);
    connect(m_show, &QPushButton::toggled, this, &CodeBar::showCode);
    connect(m_allow, &QPushButton::clicked, this, &CodeBar::allowed);
    restyle();
    setWaiting({}, {});
}

void CodeBar::setWaiting(const json::Value::Array &checks, const json::Value::Array &hooks)
{
    const bool any = !checks.empty() || !hooks.empty();
    const QString code = codeFor(checks, hooks);
    if (code != m_code->toPlainText() || !any) {
        m_code->setPlainText(code);
        m_show->setChecked(false);
        m_code->hide();
        m_allow->setEnabled(false);
        m_allow->setToolTip(tr("Look at them first."));
    }
    if (any) {
        m_text->setText(wordsFor(checks, hooks));
        setAccessibleName(m_text->text());
    }
    setVisible(any);
}

void CodeBar::showCode(bool shown)
{
    m_code->setVisible(shown);
    if (!shown)
        return;
    m_allow->setEnabled(true); // they have been seen
    m_allow->setToolTip(
        tr("Let exactly these run here, now and later. What is changed is asked about again."));
}

void CodeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

void CodeBar::restyle()
{
    const QColor amber = tokensFor(QApplication::palette()).amber;
    if (m_text->palette().color(QPalette::WindowText) == amber)
        return;
    QPalette words = QApplication::palette();
    words.setColor(QPalette::WindowText, amber);
    words.setColor(QPalette::Text, amber);
    m_text->setPalette(words);
}

void CodeBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    paintBox(&painter, rect(), tokensFor(palette()).amberSoft, QColor(), 6);
}

} // namespace espalier::ui
