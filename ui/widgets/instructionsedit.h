// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace espalier::ui {

class RecipeDocument;

/// The instructions to the model. {{document}}, where the text will stand, is shown as a variable. Tab leaves
/// the editor.
class InstructionsEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit InstructionsEdit(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Highlighter;
    Highlighter *m_highlighter;
};

/// Keeps the editor and the recipe's instructions the same (InstructionsBinding).
void bindInstructions(InstructionsEdit &editor, RecipeDocument &document);

} // namespace espalier::ui
