// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

class QMenu;
class QStackedWidget;

namespace espalier::json {
class Value;
}

namespace espalier::schema {
struct FieldType;
}

namespace espalier::ui {

class FieldActions;
class FieldDetails;
class FieldEditor;
class FieldTreeModel;
class FieldsView;
class HintLine;
class LinkButton;
class RecipeDocument;

/// The recipe's fields as a table, with what one does to them. While the schema's text is no JSON the table
/// shows what it was before, and says so. The document must outlive the panel.
class FieldsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FieldsPanel(RecipeDocument &document, QWidget *parent = nullptr);
    ~FieldsPanel() override;

    /// Takes over what is still being typed, in the table and in the pane of the selected field.
    void commit();
    /// Selects the field at a JSON Pointer into the schema.
    void showField(const QString &pointer);
    /// The pane of the selected field, folded at first.
    [[nodiscard]] FieldDetails *details() const { return m_details; }
    [[nodiscard]] bool hasFields() const;
    /// Takes the fields of a schema, instead of what there is or behind it; one step of the history.
    void takeFields(const json::Value &schema, bool replace, const QString &label);

Q_SIGNALS:
    /// The person wants to see the error in the JSON text.
    void schemaErrorWanted();
    /// The person wants fields proposed for a sentence.
    void suggestionWanted();
    /// The person wants to mark parts of a text as fields.
    void marksWanted();

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeEmptyPage();
    void connectEditor();
    void connectDetails();
    void update();
    void updateHints();
    void takeSample();

    RecipeDocument &m_document;
    FieldEditor *m_editor;
    FieldTreeModel *m_model;
    FieldsView *m_view;
    FieldActions *m_actions;
    QStackedWidget *m_pages;
    FieldDetails *m_details;
    HintLine *m_broken;
    HintLine *m_note;
    LinkButton *m_form;
    LinkButton *m_hints; ///< of the schema as a whole
    QString m_hintText;
    QTimer m_hintLater;
    LinkButton *m_add;
    LinkButton *m_sample;
    LinkButton *m_suggest;
};

} // namespace espalier::ui
