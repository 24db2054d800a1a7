// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialogs/endpoint/stepline.h"

#include "delegates/statemark.h"
#include "text/runtext.h"
#include "text/valuetext.h"
#include "widgets/sectionlabel.h"

#include <QApplication>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

namespace espalier::ui {

static constexpr int kGap = 8;
static constexpr int kNameLetters = 19;

QString stepStateText(StepState state)
{
    switch (state) {
    case StepState::Running:
        return StepLine::tr("being asked");
    case StepState::Good:
        return StepLine::tr("works");
    case StepState::Warning:
        return StepLine::tr("works with a restriction");
    case StepState::Bad:
        return StepLine::tr("fails");
    case StepState::NotAsked:
        return StepLine::tr("not asked");
    }
    return {};
}

static ValueState markOf(StepState state)
{
    switch (state) {
    case StepState::Running:
        return ValueState::Arriving;
    case StepState::Good:
        return ValueState::Complete;
    case StepState::Warning:
        return ValueState::Repaired;
    case StepState::Bad:
        return ValueState::Invalid;
    case StepState::NotAsked:
        break;
    }
    return ValueState::Superseded;
}

StepLine::StepLine(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_detail(new DimLabel)
{
    auto *label = new QLabel(name);
    label->setTextFormat(Qt::PlainText);
    label->setMinimumWidth(fontMetrics().averageCharWidth() * kNameLetters);
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(markSize() + kGap, 2, 0, 2);
    layout->setSpacing(kGap);
    layout->addWidget(label, 0, Qt::AlignTop);
    layout->addWidget(m_detail, 1, Qt::AlignTop);
    reset();
}

int StepLine::markSize() const
{
    return style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
}

void StepLine::reset()
{
    m_known = false;
    m_state = StepState::NotAsked;
    say({});
}

void StepLine::setState(StepState state, const QString &detail, const Error &error)
{
    m_known = true;
    m_state = state;
    QString words = detail;
    if (error.kind != ErrorKind::None) {
        if (!words.isEmpty())
            words += u'\n';
        words += errorSentence(error);
        if (!error.nextStep.empty())
            words += u'\n' + QString::fromStdString(error.nextStep);
    }
    say(words);
}

void StepLine::say(const QString &detail)
{
    // A mark is never alone: where there is nothing else to say, its own words stand beside it.
    const bool bare = detail.isEmpty() && m_known;
    m_detail->setText(bare ? stepStateText(m_state) : displayText(detail));
    m_detail->setUrgent(m_state == StepState::Warning);
    setAccessibleName(spoken());
    update();
}

QString StepLine::spoken() const
{
    const QString state = m_known ? stepStateText(m_state) : tr("not tested");
    const QString detail = m_detail->text();
    return m_name + QStringLiteral(": ") + state +
           (detail.isEmpty() || detail == state ? QString() : QStringLiteral(", ") + detail);
}

void StepLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const int size = markSize();
    const qreal top = layout()->contentsMargins().top() + (fontMetrics().height() - size) / 2.0;
    paintStateMark(&painter, QRectF(0, top, size, size), m_known ? markOf(m_state) : ValueState::Absent,
                   tokensFor(QApplication::palette()));
}

} // namespace espalier::ui
