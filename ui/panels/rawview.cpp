// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/answerviews.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace espalier::ui {

static constexpr int kRawIntervalMs = 50;
static constexpr int kSliceIntervalMs = 15;
static constexpr qsizetype kSlice = 64 * 1024; // units written in one turn of the event loop

RawView::RawView(QWidget *parent)
    : GrowingText(parent)
{
    setAccessibleName(tr("Raw text of the answer"));
    setAccessibleDescription(tr("Return selects the value at the cursor in the tree."));
    setPlaceholderText(tr("The model's text, exactly as it came."));
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &RawView::write);
}

void RawView::begin()
{
    m_later.stop();
    m_waiting.clear();
    m_written = 0;
    m_places = Utf8Places();
    m_markBegin = m_markEnd = 0;
    m_bring = false;
    setExtraSelections({});
    restart();
}

void RawView::add(const QString &text)
{
    m_places.append(text);
    m_waiting += text;
    if (isVisible() && !m_later.isActive())
        m_later.start(kRawIntervalMs);
}

void RawView::showEvent(QShowEvent *event)
{
    GrowingText::showEvent(event);
    write();
}

void RawView::write()
{
    QElapsedTimer cost;
    cost.start();
    const qsizetype rest = m_waiting.size() - m_written;
    if (rest > 0) {
        append(m_waiting.mid(m_written, kSlice));
        m_written += std::min(rest, kSlice);
    }
    if (m_written < m_waiting.size()) {
        m_later.start(std::max(kSliceIntervalMs, static_cast<int>(cost.elapsed())));
    } else {
        m_waiting.clear();
        m_written = 0;
    }
    paintMark();
}

void RawView::mark(quint64 begin, quint64 end, bool bring)
{
    if (begin == m_markBegin && end == m_markEnd && !bring)
        return;
    m_markBegin = begin;
    m_markEnd = end;
    m_bring = (m_bring || bring) && begin < end;
    if (isVisible())
        paintMark();
}

QTextCursor RawView::markCursor() const
{
    const auto read = [this](qsizetype from, qsizetype to) { return part(from, to); };
    QTextCursor cursor(document());
    const int begin = documentPosition(m_places.unitAt(m_markBegin, read));
    const int end = documentPosition(m_places.unitAt(m_markEnd, read));
    cursor.setPosition(begin);
    cursor.setPosition(std::max(begin, end), QTextCursor::KeepAnchor);
    return cursor;
}

QString RawView::markedText() const
{
    if (m_markBegin == m_markEnd)
        return {};
    const QTextCursor cursor = markCursor();
    return part(unitAt(cursor.selectionStart()), unitAt(cursor.selectionEnd()));
}

void RawView::paintMark()
{
    if (m_markBegin == m_markEnd) {
        setExtraSelections({});
        return;
    }
    QTextEdit::ExtraSelection selection;
    selection.cursor = markCursor();
    selection.format.setBackground(tokensFor(QApplication::palette()).leafSoft);
    setExtraSelections({selection});
    if (!std::exchange(m_bring, false))
        return;
    QTextCursor place = selection.cursor;
    place.setPosition(selection.cursor.selectionStart());
    setTextCursor(place);
    centerCursor();
}

void RawView::choose(const QTextCursor &cursor)
{
    const qsizetype unit = unitAt(cursor.position());
    if (unit < length())
        Q_EMIT byteChosen(
            m_places.byteAt(unit, [this](qsizetype from, qsizetype to) { return part(from, to); }));
}

void RawView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
    GrowingText::mousePressEvent(event);
}

void RawView::mouseReleaseEvent(QMouseEvent *event)
{
    GrowingText::mouseReleaseEvent(event);
    // A click, not the end of marking a text to copy it.
    const bool still = (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (event->button() == Qt::LeftButton && still && !textCursor().hasSelection())
        choose(cursorForPosition(event->pos()));
}

void RawView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(textCursor());
        return;
    }
    GrowingText::keyPressEvent(event);
}

void RawView::changeEvent(QEvent *event)
{
    GrowingText::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        paintMark();
}

} // namespace espalier::ui
