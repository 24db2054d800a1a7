// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

namespace espalier::ui {

class DimLabel;
class RecipeDocument;
class SchemaEditor;

/// The recipe's schema as JSON text. Typing goes to the document at once; what changes there is put into the
/// editor as the shortest replacement, so that cursor and scroll stay. The editor's own history is off; its
/// keys go to the document's. An error stands at its line, a moment after the last key. The document must
/// outlive the panel.
class SchemaPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaPanel(RecipeDocument &document, QWidget *parent = nullptr);

    /// Moves the cursor to the error's line and takes the focus.
    void showError();

private:
    void take();
    void showText();
    void showCheck();

    RecipeDocument &m_document;
    SchemaEditor *m_editor;
    DimLabel *m_note;
    QTimer m_checkLater;
    bool m_own = false; ///< the change is this panel's
};

} // namespace espalier::ui
