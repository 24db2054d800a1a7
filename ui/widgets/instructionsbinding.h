// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace espalier::ui {

class InstructionsEdit;
class RecipeDocument;

/// Keeps an editor and the recipe's instructions the same, both ways: typing goes to the document, what
/// changes there is put into the editor as the shortest replacement, so that cursor and scroll stay. The
/// editor's own history is off; its keys go to the document's. A child of the editor; the document must
/// outlive it.
class InstructionsBinding : public QObject
{
    Q_OBJECT

public:
    InstructionsBinding(InstructionsEdit &editor, RecipeDocument &document);

private:
    [[nodiscard]] QString shown() const;
    void show();

    InstructionsEdit &m_editor;
    RecipeDocument &m_document;
    bool m_own = false; ///< the change is this object's
};

} // namespace espalier::ui
