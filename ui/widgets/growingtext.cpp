// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/growingtext.h"

#include "theme/fonts.h"

#include <QEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>

#include <algorithm>

namespace espalier::ui {

GrowingText::GrowingText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(10);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void GrowingText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        takeFont(m_length == 0);
}

/// What is said while there is no text is no text of an answer.
void GrowingText::takeFont(bool empty)
{
    setFont(empty ? QFont() : codeFont());
}

void GrowingText::restart()
{
    m_length = 0;
    m_breaks.clear();
    clear();
    takeFont(true);
}

void GrowingText::append(const QString &text)
{
    replaceFrom(m_length, text);
}

void GrowingText::replaceFrom(qsizetype keep, const QString &text)
{
    QScrollBar *bar = verticalScrollBar();
    const bool follow = bar->value() >= bar->maximum();
    if (m_length == 0 && !text.isEmpty())
        takeFont(false);
    if (keep < m_length) {
        m_breaks.erase(std::lower_bound(m_breaks.begin(), m_breaks.end(), keep), m_breaks.end());
        QTextCursor rest(document());
        rest.setPosition(static_cast<int>(keep) + static_cast<int>(m_breaks.size()));
        rest.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        rest.removeSelectedText();
        document()->lastBlock().setUserState(-1);
        m_length = keep;
    }
    insertAtEnd(text);
    m_length += text.size();
    if (follow)
        bar->setValue(bar->maximum());
}

static constexpr char16_t kTurned =
    0xF800; ///< plus the low byte: of the private use area, where nothing turns

/// U+202A to U+202E and U+2066 to U+2069 turn what stands beside them: a text could look like another one.
static bool turnsDirection(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// What stood there before asOneBlock().
static QChar asItWas(QChar character)
{
    const QChar turned(0x2000 + (character.unicode() & 0xFF));
    return (character.unicode() & 0xFF00) == kTurned && turnsDirection(turned) ? turned : character;
}

/// Without the characters that Qt takes for ends of blocks, and without those that turn the direction of
/// others; as long as before.
static QString asOneBlock(QString text)
{
    for (QChar &character : text) {
        if (character == QChar::ParagraphSeparator)
            character = QChar::LineSeparator;
        else if (character.unicode() == 0xFDD0 || character.unicode() == 0xFDD1)
            character = QChar::ReplacementCharacter;
        else if (turnsDirection(character))
            character = QChar(kTurned + (character.unicode() & 0xFF)); // seen as a box, and turns nothing
    }
    return text;
}

void GrowingText::insertAtEnd(const QString &text)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype lineEnd = text.indexOf(u'\n', at);
        const qsizetype stop = lineEnd < 0 ? text.size() : lineEnd;
        const qsizetype room = kBlockCharacters - cursor.positionInBlock();
        if (room <= 0) {
            m_breaks.push_back(m_length + at);
            cursor.block().setUserState(kGoesOn);
            cursor.insertBlock();
            continue;
        }
        qsizetype count = std::min(room, stop - at);
        if (count < stop - at && text.at(at + count - 1).isHighSurrogate())
            ++count; // one more than the room rather than half a character
        cursor.insertText(asOneBlock(text.mid(at, count)));
        at += count;
        if (at == lineEnd) {
            cursor.insertBlock();
            ++at;
        }
    }
    cursor.endEditBlock();
}

int GrowingText::documentPosition(qsizetype unit) const
{
    const auto after = std::upper_bound(m_breaks.begin(), m_breaks.end(), unit);
    return static_cast<int>(std::min(unit, m_length) + (after - m_breaks.begin()));
}

qsizetype GrowingText::unitAt(int documentPosition) const
{
    // The document holds one more character for each break before it.
    std::size_t low = 0;
    std::size_t high = m_breaks.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (m_breaks[middle] + static_cast<qsizetype>(middle) < documentPosition)
            low = middle + 1;
        else
            high = middle;
    }
    return std::min<qsizetype>(documentPosition - static_cast<qsizetype>(low), m_length);
}

QString GrowingText::part(qsizetype from, qsizetype to) const
{
    return textBetween(documentPosition(from), documentPosition(to));
}

QString GrowingText::textBetween(int from, int to) const
{
    QString out;
    for (QTextBlock block = document()->findBlock(from); block.isValid() && block.position() <= to;
         block = block.next()) {
        const int first = std::max(from - block.position(), 0);
        const int last = std::min(to - block.position(), block.length() - 1);
        const QString text = block.text();
        for (const QChar character : QStringView(text).mid(first, last - first))
            out += asItWas(character);
        const bool endsInside = to > block.position() + block.length() - 1;
        if (endsInside && block.userState() != kGoesOn)
            out += u'\n';
    }
    return out;
}

QString GrowingText::wholeText() const
{
    return textBetween(0, document()->characterCount() - 1);
}

QMimeData *GrowingText::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(textBetween(textCursor().selectionStart(), textCursor().selectionEnd()));
    return mime;
}

} // namespace espalier::ui
