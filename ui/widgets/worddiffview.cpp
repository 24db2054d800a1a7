// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/worddiffview.h"

#include "text/valuetext.h"
#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextCursor>

#include <utility>

namespace espalier::ui {

static constexpr int kMargin = 12; // texts of a page begin there
static constexpr int kBarGap = 3;
static constexpr int kBarWidth = 2;

WordDiffView::WordDiffView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setFont(codeFont());
    document()->setDocumentMargin(kMargin);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setAccessibleName(tr("Differences word by word"));
}

void WordDiffView::setProse(bool prose)
{
    m_prose = prose;
    setFont(prose ? QApplication::font() : codeFont());
}

void WordDiffView::setTexts(std::string_view before, std::string_view after)
{
    setParts(shownParts(recipe::wordDiff(before, after)));
}

void WordDiffView::setParts(std::vector<ShownPart> parts)
{
    m_parts = std::move(parts);
    m_current = -1;
    write();
    step(true);
}

void WordDiffView::forget()
{
    m_parts.clear();
    m_current = -1;
    write();
}

static QTextCharFormat formatOf(ShownPart::Kind kind, const Tokens &tokens)
{
    QTextCharFormat format;
    switch (kind) {
    case ShownPart::Kind::Same:
        break;
    case ShownPart::Kind::Removed:
        format.setForeground(tokens.brick);
        format.setBackground(tokens.brickSoft);
        format.setFontStrikeOut(true);
        break;
    case ShownPart::Kind::Added:
        format.setForeground(tokens.leaf);
        format.setBackground(tokens.leafSoft);
        format.setFontUnderline(true);
        break;
    case ShownPart::Kind::LeftOut:
        format.setForeground(tokens.faint);
        break;
    }
    return format;
}

void WordDiffView::write()
{
    using Kind = ShownPart::Kind;
    const Tokens &tokens = tokensFor(palette());
    const int top = verticalScrollBar()->value();
    clear();
    m_places.clear();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    Kind before = Kind::Same;
    for (const ShownPart &part : m_parts) {
        const int begin = cursor.position();
        const bool leftOut = part.kind == Kind::LeftOut;
        if (leftOut && cursor.positionInBlock() > 0)
            cursor.insertText(QStringLiteral("\n"), QTextCharFormat());
        cursor.insertText(displayText(part.text), formatOf(part.kind, tokens));
        if (leftOut)
            cursor.insertText(QStringLiteral("\n"), QTextCharFormat());
        const bool differs = part.kind == Kind::Removed || part.kind == Kind::Added;
        if (differs && (before == Kind::Removed && part.kind == Kind::Added))
            m_places.back().end = cursor.position(); // one replacement
        else if (differs)
            m_places.push_back({begin, cursor.position()});
        if (!leftOut)
            before = part.kind;
    }
    cursor.endEditBlock();
    verticalScrollBar()->setValue(top);
    mark();
}

bool WordDiffView::step(bool forward)
{
    const int next = m_current + (forward ? 1 : -1);
    if (next < 0 || next >= differences())
        return false;
    m_current = next;
    mark();
    return true;
}

void WordDiffView::rewind(bool toStart)
{
    m_current = toStart ? -1 : differences();
    mark();
}

void WordDiffView::mark()
{
    viewport()->update();
    if (m_current < 0 || m_current >= differences())
        return;
    const Place &place = m_places[static_cast<std::size_t>(m_current)];
    // The end first, then the beginning: both are seen where there is room for both.
    QTextCursor cursor(document());
    cursor.setPosition(place.end);
    setTextCursor(cursor);
    ensureCursorVisible();
    cursor.setPosition(place.begin);
    setTextCursor(cursor);
    ensureCursorVisible();
}

/// A bar beside the lines of the difference one is at: a ground of its own would hide what went and what
/// came.
void WordDiffView::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_current < 0 || m_current >= differences())
        return;
    const Place &place = m_places[static_cast<std::size_t>(m_current)];
    QTextCursor cursor(document());
    cursor.setPosition(place.begin);
    const QRect first = cursorRect(cursor);
    cursor.setPosition(place.end);
    QRect bar = first.united(cursorRect(cursor));
    bar.setLeft(kBarGap);
    bar.setWidth(kBarWidth);
    QPainter(viewport()).fillRect(bar, tokensFor(palette()).leaf);
}

void WordDiffView::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    mark(); // before it was shown it had no size to scroll in
}

void WordDiffView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setProse(m_prose);
    else if (event->type() == QEvent::PaletteChange)
        write();
}

} // namespace espalier::ui
