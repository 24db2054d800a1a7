// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qsci/qsciscintilla.h>

class QsciLexerJSON;

namespace espalier::ui {

/// An editor for a schema as JSON: line numbers, brackets that match, and an error shown at its line as a
/// mark in the margin and a note below. Does not check anything itself. Escape and Ctrl+Return are left to
/// the window; Ctrl+Tab leaves the editor.
class SchemaEditor : public QsciScintilla
{
    Q_OBJECT

public:
    explicit SchemaEditor(QWidget *parent = nullptr);

    /// Replaces what is shown by one error. `line` and `column` from 1; 0 when unknown: the error stands at
    /// the first line.
    void setError(int line, int column, const QString &message);
    void clearError();
    /// The line that carries the error, from 1; 0 when there is none.
    [[nodiscard]] int errorLine() const { return m_errorLine; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void restyle();
    [[nodiscard]] QString wrapped(const QString &text) const;

    QsciLexerJSON *m_lexer;
    int m_errorLine = 0;
};

} // namespace espalier::ui
