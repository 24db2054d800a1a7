// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/instructionsedit.h"

#include "theme/fonts.h"
#include "theme/tokens.h"
#include "widgets/longlines.h"

#include <QApplication>
#include <QEvent>
#include <QSyntaxHighlighter>

namespace espalier::ui {

class InstructionsEdit::Highlighter : public QSyntaxHighlighter
{
public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override
    {
        static const QString variable = QStringLiteral("{{document}}");
        const Tokens &tokens = tokensFor(QApplication::palette());
        QTextCharFormat format;
        format.setForeground(tokens.leaf);
        format.setBackground(tokens.leafSoft);
        format.setFontFamilies({codeFont().family()});
        for (qsizetype at = text.indexOf(variable); at >= 0;
             at = text.indexOf(variable, at + variable.size()))
            setFormat(static_cast<int>(at), static_cast<int>(variable.size()), format);
    }
};

InstructionsEdit::InstructionsEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(document()))
{
    wrapShortLinesOnly(*this);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Instructions"));
    setPlaceholderText(tr(
        "What should be read from the text? For example: Extract the person and every address that the text "
        "gives.\nThe text follows by itself, or stands where you write {{document}}."));
}

void InstructionsEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->rehighlight();
}

} // namespace espalier::ui
