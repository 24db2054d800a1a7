// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QTimer>
#include <QWidget>

class QSplitter;

namespace espalier::ui {

class ChecksPanel;
class CodePermission;
class DocumentEdit;
class ExamplesPanel;
class FieldsPanel;
class HooksPage;
class InstructionsEdit;
class RecipeDocument;
class SchemaPanel;
class SettingsPanel;
class TabPages;
struct UnfinishedText;
class DocumentListModel;

/// What is asked: fields and instructions, the schema's text, worked examples, checks, retries and hooks,
/// settings, and the text that is read; above them whether code that came with the recipe may run. Recipe,
/// texts and permission stay the caller's and must outlive the panel.
class DesignPanel : public QWidget
{
    Q_OBJECT

public:
    enum Page { FieldsPage, SchemaPage, ExamplesPage, ChecksPage, HooksPage, SettingsPage, DocumentPage };

    DesignPanel(RecipeDocument &recipe, DocumentListModel &texts, CodePermission &permission,
                QWidget *parent = nullptr);

    [[nodiscard]] Page page() const;
    void setPage(Page page);
    /// The text that the last page shows and edits; -1: none.
    void setCurrentText(int row);
    /// Takes over now what is still being typed somewhere; call it before a question is made.
    void commit();
    /// Fields and JSON on one page, beside each other, instead of on two.
    void setSideBySide(bool beside);
    [[nodiscard]] bool isSideBySide() const { return m_beside; }
    /// Whether the pane of the selected field is open.
    void setFieldDetails(bool open);
    [[nodiscard]] bool hasFieldDetails() const;
    /// Puts the cursor to the schema's error.
    void showSchemaError();
    /// Puts the cursor into a text that cannot be used yet.
    void showUnfinished(const UnfinishedText &text);
    void showExamples();
    [[nodiscard]] ExamplesPanel *examples() const { return m_examples; }
    [[nodiscard]] ChecksPanel *checks() const { return m_checks; }
    [[nodiscard]] ui::HooksPage *hooks() const { return m_hooks; }
    [[nodiscard]] FieldsPanel *fields() const { return m_fields; }
    [[nodiscard]] DocumentEdit *documentEdit() const { return m_document; }
    [[nodiscard]] InstructionsEdit *instructionsEdit() const { return m_instructions; }
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }

Q_SIGNALS:
    void fileRefused(const espalier::Error &error);
    void pageChanged(int page);

private:
    QWidget *makeFieldsPage(RecipeDocument &recipe);
    QWidget *makeDocumentPage();
    void commitText();
    QWidget *makeCodeBar(CodePermission &permission);
    void nameExamples(RecipeDocument &recipe);

    DocumentListModel &m_texts;
    TabPages *m_pages;
    QSplitter *m_outer; ///< fields, and the JSON when it stands beside them
    QSplitter *m_splitter;
    InstructionsEdit *m_instructions;
    FieldsPanel *m_fields;
    SchemaPanel *m_schema;
    ExamplesPanel *m_examples;
    ChecksPanel *m_checks;
    ui::HooksPage *m_hooks; // not the number of its page, whose name is nearer here
    SettingsPanel *m_settings;
    DocumentEdit *m_document;
    QTimer m_commitLater;
    int m_row = -1;
    bool m_typed = false; ///< the text has changed since it was handed to the list
    bool m_beside = false;
};

} // namespace espalier::ui
