// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/documentedit.h"

#include "theme/styleshapes.h"
#include "theme/tokens.h"
#include "widgets/longlines.h"
#include "widgets/textfile.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>
#include <QTextCursor>
#include <QUrl>

namespace espalier::ui {

/// The local file that is being dropped or pasted; empty when there is none.
static QString fileIn(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

DocumentEdit::DocumentEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    wrapShortLinesOnly(*this);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Text to read from"));
    setPlaceholderText(tr("Paste or type the text to read from, or drop a text file here.\nNothing leaves "
                          "this computer before Try."));
}

void DocumentEdit::loadFile(const QString &path)
{
    const Result<QString, Error> text = readTextFile(path);
    if (!text) {
        Q_EMIT fileRefused(path, text.error());
        return;
    }
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text.value());
    moveCursor(QTextCursor::Start);
    Q_EMIT fileLoaded(path);
}

bool DocumentEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return !fileIn(source).isEmpty() || source->hasText();
}

void DocumentEdit::insertFromMimeData(const QMimeData *source)
{
    const QString file = fileIn(source);
    if (file.isEmpty())
        insertPlainText(source->text());
    else
        loadFile(file);
}

void DocumentEdit::setDropping(bool dropping)
{
    m_dropping = dropping;
    viewport()->update();
}

void DocumentEdit::dragEnterEvent(QDragEnterEvent *event)
{
    QPlainTextEdit::dragEnterEvent(event);
    setDropping(!fileIn(event->mimeData()).isEmpty());
}

void DocumentEdit::dragLeaveEvent(QDragLeaveEvent *event)
{
    QPlainTextEdit::dragLeaveEvent(event);
    setDropping(false);
}

void DocumentEdit::dropEvent(QDropEvent *event)
{
    setDropping(false);
    QPlainTextEdit::dropEvent(event);
}

void DocumentEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (!m_dropping)
        return;
    QPainter painter(viewport());
    paintBox(&painter, viewport()->rect().adjusted(2, 2, -2, -2), QColor(), tokensFor(palette()).leaf, 6);
}

} // namespace espalier::ui
