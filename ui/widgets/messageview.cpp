// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/messageview.h"

#include "text/excerpt.h"
#include "theme/tokens.h"
#include "widgets/growingtext.h"
#include "widgets/messagehead.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QEvent>
#include <QResizeEvent>
#include <QStringList>
#include <QTextBlock>
#include <QVBoxLayout>

#include <cmath>

namespace espalier::ui {

namespace {

/// The text takes the room it is given; the wheel moves the messages.
class MessageText : public GrowingText
{
public:
    MessageText()
    {
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        document()->setDocumentMargin(4);
    }

    /// Lines as they are wrapped; stops counting at `most`.
    [[nodiscard]] int lines(int most) const
    {
        int count = 0;
        for (QTextBlock block = document()->firstBlock(); block.isValid() && count < most;
             block = block.next()) {
            static_cast<void>(document()->documentLayout()->blockBoundingRect(block)); // lays it out
            count += block.layout()->lineCount();
        }
        return std::min(count, most);
    }

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

constexpr int kMostLines = 20'000; // of what is shown of a message; more is for the clipboard

} // namespace

MessageView::MessageView(QWidget *parent)
    : QWidget(parent)
    , m_head(new MessageHead)
    , m_text(new MessageText)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(fontMetrics().height() + 2, 0, 0, 0); // under the chip
    body->addWidget(m_text);
    layout->addLayout(body);
    connect(m_head, &QAbstractButton::toggled, this, &MessageView::fit);
}

void MessageView::setMessage(const RequestMessage &message)
{
    if (message == m_message && !m_head->text().isEmpty())
        return;
    m_message = message;
    QStringList words{sizeText(message.text.size())};
    if (!message.note.isEmpty())
        words.prepend(message.note);
    m_head->setWords(message.role, words.join(QStringLiteral(" · ")));
    m_text->setAccessibleName(tr("Text of the message, %1").arg(message.role));
    m_text->restart();
    m_marks.clear();
    for (const ExcerptPart &part : excerptOf(message.text, message.documentBegin, message.documentEnd)) {
        const int before = m_text->document()->characterCount() - 1;
        m_text->append(part.gap ? u'\n' + part.text + u'\n' : part.text);
        if (part.marked)
            m_marks.append({before, m_text->document()->characterCount() - 1});
    }
    m_text->moveCursor(QTextCursor::Start);
    mark();
    fit();
}

bool MessageView::isCollapsed() const
{
    return m_head->isLong() && !m_head->isChecked();
}

void MessageView::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    for (const auto &[from, to] : std::as_const(m_marks)) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(m_text->document());
        selection.cursor.setPosition(from);
        selection.cursor.setPosition(to, QTextCursor::KeepAnchor);
        selection.format.setBackground(tokensFor(QApplication::palette()).leafSoft);
        marks.append(selection);
    }
    m_text->setExtraSelections(marks);
}

void MessageView::fit()
{
    auto *text = static_cast<MessageText *>(m_text);
    const int first = text->lines(kLinesWhenCollapsed + 1);
    m_head->setLong(first > kLinesWhenCollapsed);
    const int lines = isCollapsed() ? kLinesWhenCollapsed : text->lines(kMostLines);
    const double height = lines * text->fontMetrics().lineSpacing() + 2 * text->document()->documentMargin();
    text->setFixedHeight(static_cast<int>(std::ceil(height)) + 2);
}

void MessageView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        QMetaObject::invokeMethod(this, &MessageView::fit,
                                  Qt::QueuedConnection); // after the text has its width
}

void MessageView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        mark();
    else if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace espalier::ui
