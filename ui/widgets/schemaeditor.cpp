// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/schemaeditor.h"

#include "theme/fonts.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscistyle.h>

#include <algorithm>

namespace espalier::ui {

static constexpr int kNumberMargin = 0;
static constexpr int kErrorMargin = 1;
static constexpr int kErrorMarker = 1;
static constexpr int kErrorIndicator = 8;

SchemaEditor::SchemaEditor(QWidget *parent)
    : QsciScintilla(parent)
    , m_lexer(new QsciLexerJSON(this))
{
    setUtf8(true);
    setEolMode(EolUnix);
    setLexer(m_lexer);
    setIndentationsUseTabs(false);
    setTabWidth(2);
    setAutoIndent(true);
    setBraceMatching(SloppyBraceMatch);
    setFolding(NoFoldStyle);
    setFrameShape(QFrame::NoFrame);
    setMarginType(kNumberMargin, NumberMargin);
    setMarginType(kErrorMargin, SymbolMargin);
    setMarginMarkerMask(kErrorMargin, 1 << kErrorMarker);
    markerDefine(RightTriangle, kErrorMarker);
    indicatorDefine(SquiggleIndicator, kErrorIndicator);
    setAnnotationDisplay(AnnotationIndented);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setAccessibleName(tr("Schema, as JSON Schema"));
    // These keys belong to the window.
    const QKeyCombination ask = Qt::CTRL | Qt::Key_Return;
    for (const int key : {static_cast<int>(Qt::Key_Escape), ask.toCombined()}) {
        if (QsciCommand *command = standardCommands()->boundTo(key))
            command->setKey(0);
    }
    // The width found so far is that of the longest line there ever was.
    connect(this, &QsciScintilla::textChanged, this, [this] { setScrollWidth(1); });
    restyle();
}

void SchemaEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange)
        restyle();
}

void SchemaEditor::restyle()
{
    const Tokens &tokens = tokensFor(QApplication::palette());
    const QFont font = codeFont();
    m_lexer->setDefaultFont(font);
    m_lexer->setFont(font);
    m_lexer->setPaper(tokens.panel);
    m_lexer->setDefaultPaper(tokens.panel);
    m_lexer->setColor(tokens.text);
    m_lexer->setColor(tokens.leaf, QsciLexerJSON::Property);
    for (const int style : {QsciLexerJSON::Number, QsciLexerJSON::Keyword, QsciLexerJSON::KeywordLD})
        m_lexer->setColor(tokens.blue, style);
    for (const int style : {QsciLexerJSON::Operator, QsciLexerJSON::CommentLine, QsciLexerJSON::CommentBlock})
        m_lexer->setColor(tokens.dim, style);
    for (const int style : {QsciLexerJSON::Error, QsciLexerJSON::UnclosedString})
        m_lexer->setColor(tokens.brick, style);
    setPaper(tokens.panel);
    setColor(tokens.text);
    setCaretForegroundColor(tokens.text);
    setCaretLineVisible(false);
    setSelectionBackgroundColor(QApplication::palette().color(QPalette::Highlight));
    setSelectionForegroundColor(tokens.text);
    setMarginsFont(font);
    setMarginsBackgroundColor(tokens.panel);
    setMarginsForegroundColor(tokens.faint);
    setMarginWidth(kNumberMargin, QStringLiteral("0000"));
    setMarginWidth(kErrorMargin, QFontMetrics(font).height());
    setMarkerBackgroundColor(tokens.brick, kErrorMarker);
    setMarkerForegroundColor(tokens.brick, kErrorMarker);
    setIndicatorForegroundColor(tokens.brick, kErrorIndicator);
    setMatchedBraceBackgroundColor(tokens.leafSoft);
    setMatchedBraceForegroundColor(tokens.leaf);
    setUnmatchedBraceBackgroundColor(tokens.brickSoft);
    setUnmatchedBraceForegroundColor(tokens.brick);
    recolor();
}

/// In lines that fit the width: annotations are not wrapped by Scintilla.
QString SchemaEditor::wrapped(const QString &text) const
{
    const int columns =
        std::max(24, (viewport()->width() - 80) / QFontMetrics(codeFont()).averageCharWidth());
    QString out;
    qsizetype inLine = 0;
    for (const QString &word : text.split(u' ')) {
        const bool breaks = inLine > 0 && inLine + word.size() >= columns;
        if (!out.isEmpty())
            out += breaks ? u'\n' : u' ';
        inLine = breaks ? word.size() : inLine + word.size() + 1;
        out += word;
    }
    return out;
}

void SchemaEditor::clearError()
{
    m_errorLine = 0;
    markerDeleteAll(kErrorMarker);
    clearAnnotations();
    const int last = lines() - 1;
    clearIndicatorRange(0, 0, last, lineLength(last), kErrorIndicator);
}

void SchemaEditor::setError(int line, int column, const QString &message)
{
    clearError();
    const int at = std::clamp(line, 1, lines()) - 1;
    m_errorLine = at + 1;
    markerAdd(at, kErrorMarker);
    const Tokens &tokens = tokensFor(QApplication::palette());
    static QsciStyle style; // takes one of Scintilla's few style numbers, once
    style.setColor(tokens.brick);
    style.setPaper(tokens.brickSoft);
    style.setFont(scaledFont(QApplication::font(), 12.0 / 13.0));
    annotate(at, wrapped(message), style);
    if (line > 0 && column > 0)
        fillIndicatorRange(at, column - 1, at, lineLength(at), kErrorIndicator);
}

} // namespace espalier::ui
