// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"

#include <QPersistentModelIndex>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace espalier::ui {

class CommitEdit;
class DimLabel;
class FieldEditor;
class FieldRulesForm;
class FieldTreeModel;
class FoldButton;
class LinkButton;
class RecipeDocument;

/// All there is to say of one field, as a form: what the table shows of it, in full, and what has no room
/// there. Each change is one step of the history. Can be folded to its heading. What is given must outlive
/// it.
class FieldDetails : public QWidget
{
    Q_OBJECT

public:
    FieldDetails(RecipeDocument &document, FieldTreeModel &model, QWidget *parent = nullptr);
    ~FieldDetails() override;

    /// An invalid index: none.
    void show(const QModelIndex &index);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const;
    /// Opens it and puts the cursor into the description.
    void enter();
    using QWidget::show;
    /// Takes over what is typed and not told yet.
    void commit();

Q_SIGNALS:
    void opened(bool open);
    /// Another kind was chosen.
    void typeChosen(const QString &pointer, const espalier::schema::FieldType &type);
    /// The person is done and wants to go on in the table.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeForm();
    void addKind(QFormLayout &form);
    void addYesAndNo(QFormLayout &form);
    void connectEdits();
    void follow();
    void showField(const schema::Field &field);
    void showKind(const schema::Field &field);

    RecipeDocument &m_document;
    FieldTreeModel &m_model;
    FieldEditor &m_editor;
    QPersistentModelIndex m_index;
    QString m_pointer; ///< of the field that is shown
    QString m_place;
    FoldButton *m_fold;
    QScrollArea *m_area;
    QWidget *m_form;
    QLineEdit *m_name;
    CommitEdit *m_what;
    QComboBox *m_kind;
    LinkButton *m_values;
    QCheckBox *m_must;
    QCheckBox *m_null;
    QComboBox *m_inferred;
    FieldRulesForm *m_rules;
    QLabel *m_origin;
    DimLabel *m_hint;
    LinkButton *m_own;
};

} // namespace espalier::ui
