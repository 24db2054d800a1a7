// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipe.h"
#include "schema/validator.h"

#include <QWidget>

#include <optional>

namespace espalier::ui {

class CommitEdit;
class DimLabel;
class NoteList;

/// One worked example: its text, the right answer as JSON, and what of the answer does not fit the schema.
/// An answer that is no JSON yet stays as it was typed and is told as such; it counts when it is.
class ExampleEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ExampleEditor(QWidget *parent = nullptr);

    /// `draft`: the answer as it was typed, where that is no JSON yet.
    void setExample(const recipe::Example &example, const std::optional<QString> &draft);
    /// What answers are checked against; nullopt: there is no schema that can be used.
    void setValidator(std::optional<schema::Validator> validator);
    /// Tells what was typed, if anything was.
    void commit();
    void focusText();
    void focusAnswer();

Q_SIGNALS:
    void textCommitted(const QString &text);
    /// It is JSON.
    void answerCommitted(const espalier::json::Value &value);
    /// It is none: kept as text.
    void draftCommitted(const QString &answer);

private:
    void check();

    CommitEdit *m_text;
    CommitEdit *m_answer;
    DimLabel *m_verdict;
    NoteList *m_issues;
    std::optional<schema::Validator> m_validator;
};

} // namespace espalier::ui
