// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/valuespopup.h"

#include "widgets/longlines.h"

#include "theme/espalierstyle.h"
#include "widgets/sectionlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

QStringList valuesOf(const QString &text)
{
    const bool lines = text.trimmed().contains(u'\n');
    QStringList out;
    for (const QString &part : text.split(lines ? u'\n' : u',')) {
        if (!part.trimmed().isEmpty())
            out.append(part.trimmed());
    }
    out.removeDuplicates();
    return out;
}

ValuesPopup::ValuesPopup(const QStringList &values, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_text(new QPlainTextEdit)
    , m_take(new QPushButton(tr("Use these values")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    m_text->setPlainText(values.join(u'\n'));
    m_text->setPlaceholderText(tr("USA\nCanada\nMexico"));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Values, one a line"));
    m_text->installEventFilter(this);
    EspalierStyle::setButtonKind(m_take, ButtonKind::Primary);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(m_take);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(new DimLabel(tr("One value a line, or with commas between.")));
    layout->addWidget(m_text, 1);
    layout->addLayout(foot);
    connect(m_take, &QPushButton::clicked, this, &ValuesPopup::take);
    const auto enable = [this] { m_take->setEnabled(!valuesOf(m_text->toPlainText()).isEmpty()); };
    wrapShortLinesOnly(*m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, enable);
    enable();
}

void ValuesPopup::openAt(const QPoint &global)
{
    resize(fontMetrics().averageCharWidth() * 40, fontMetrics().lineSpacing() * 12);
    move(global);
    show();
    m_text->setFocus();
    m_text->moveCursor(QTextCursor::End);
}

void ValuesPopup::take()
{
    const QStringList values = valuesOf(m_text->toPlainText());
    if (values.isEmpty())
        return;
    Q_EMIT chosen(values);
    close();
}

void ValuesPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

bool ValuesPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() != Qt::ControlModifier ||
        (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter))
        return QFrame::eventFilter(watched, event);
    take();
    return true;
}

} // namespace espalier::ui
