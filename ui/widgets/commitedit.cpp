// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/commitedit.h"

#include "widgets/longlines.h"

#include <utility>

namespace espalier::ui {

CommitEdit::CommitEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    wrapShortLinesOnly(*this);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (m_showing)
            return;
        m_pending = true;
        Q_EMIT typed();
    });
}

void CommitEdit::setShown(const QString &text)
{
    m_pending = false;
    if (toPlainText() == text)
        return;
    m_showing = true;
    setPlainText(text);
    m_showing = false;
}

void CommitEdit::commit()
{
    if (std::exchange(m_pending, false))
        Q_EMIT committed();
}

void CommitEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    commit();
}

} // namespace espalier::ui
