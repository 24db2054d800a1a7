// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "json/value.h"

#include <QDialog>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace espalier::ui {

class FieldEditor;
class FieldTreeModel;
class FieldsView;
class RecipeDocument;

/// Fields that are proposed for a sentence: it is asked about when the person says so, and what comes back is
/// a table that can be changed before it is taken over. Deletes itself when it closes.
class SuggestDialog : public QDialog
{
    Q_OBJECT

public:
    /// `where`: who gets the sentence, for people. `hasFields`: there is something the fields may be added
    /// to.
    SuggestDialog(const QString &where, bool hasFields, QWidget *parent);
    ~SuggestDialog() override;

    /// The proposed fields, as a schema.
    void setFields(const json::Value &schema);
    void setProblem(const Error &error);

Q_SIGNALS:
    /// The sentence is to be sent. Exactly one of setFields() and setProblem() is expected then.
    void asked(const QString &sentence);
    void taken(const espalier::json::Value &schema, bool replace);

private:
    void ask();
    void take(bool replace);
    void update();

    std::unique_ptr<RecipeDocument> m_fields; ///< what is proposed, as far as the person has left it
    FieldEditor *m_editor;
    FieldTreeModel *m_model;
    FieldsView *m_view;
    QPlainTextEdit *m_sentence;
    QLabel *m_state;
    QPushButton *m_ask;
    QPushButton *m_add;
    QPushButton *m_replace;
    bool m_waiting = false;
    bool m_hasFields;
};

} // namespace espalier::ui
