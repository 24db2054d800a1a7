// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "document/recipecontent.h"
#include "schema/issue.h"
#include "json/value.h"

#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <optional>

namespace espalier::ui {

/// The recipe that is open: one document with one undo history over instructions, schema, examples,
/// checks, hooks and settings.
///
/// Every change goes through a setter and is one step of undoStack(); typing in one place makes one step a
/// word. Views show what the signals tell and never keep a copy of their own that counts. The schema is
/// checked with every change of its text; schema() is of the text as it is now. Thread: GUI.
class RecipeDocument : public QObject
{
    Q_OBJECT

public:
    explicit RecipeDocument(QObject *parent = nullptr);
    ~RecipeDocument() override;

    [[nodiscard]] const RecipeContent &content() const { return m_content; }
    [[nodiscard]] const QString &instructions() const { return m_content.instructions; }
    [[nodiscard]] const QString &schemaText() const { return m_content.schemaText; }
    [[nodiscard]] const RecipeSettings &settings() const { return m_content.settings; }
    /// What is said of fields beside the schema (recipe/fieldnotes.h).
    [[nodiscard]] const json::Value::Object &fields() const { return m_content.fields; }
    /// The schema as a value; nullopt while its text cannot be used.
    [[nodiscard]] const std::optional<json::Value> &schema() const { return m_schema; }
    /// The last text that was JSON, also when it is no schema that can be used; what a table of fields shows
    /// meanwhile. {} when there was none.
    [[nodiscard]] const json::Value &lastJson() const { return m_lastJson; }
    /// False while the text is no JSON, so that lastJson() is of an older one. An empty text counts as {}.
    [[nodiscard]] bool isJson() const { return m_isJson; }
    /// Why the schema cannot be used; nullopt when it can.
    [[nodiscard]] const std::optional<schema::SchemaError> &schemaError() const { return m_schemaError; }
    /// Keywords of the schema that the validator passes over.
    [[nodiscard]] const QStringList &notChecked() const { return m_notChecked; }

    /// The first text that is kept as it was typed, because it cannot be used yet; nullopt: there is none.
    [[nodiscard]] std::optional<UnfinishedText> unfinished() const;

    // Each is one step of the history, named `label` there, e.g. "Add field". No effect when nothing changes.
    void setName(const QString &name);
    void setInstructions(const QString &text);
    void setSchemaText(const QString &text);
    /// The same for an edit that was no typing.
    void setSchemaText(const QString &text, const QString &label);
    /// Of the text changes what differs, and nothing else (schema::patchedText).
    void setSchema(const json::Value &schema, const QString &label);
    /// The same, with what is said of the fields as it is afterwards.
    void setSchema(const json::Value &schema, const json::Value::Object &fields, const QString &label);
    void setFields(const json::Value::Object &fields, const QString &label);
    void setExamples(const QList<recipe::Example> &examples, const AnswerDrafts &drafts,
                     const QString &label);
    void setSettings(const RecipeSettings &settings, const QString &label);
    void setChecks(const json::Value::Array &checks, const QString &label);
    void setHooks(const json::Value::Array &hooks, const QString &label);
    /// Everything at once: an older version, a pasted recipe.
    void setContent(const RecipeContent &content, const QString &label);

    [[nodiscard]] QUndoStack &undoStack() { return m_undo; }
    /// Differs from what was opened or saved last.
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }

    /// The file it is saved in; empty: none yet.
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Names the recipe in the version store: its path, or an id as long as it has none.
    [[nodiscard]] QString key() const;

    /// A new document with this content and no history. `path`: where it is saved, or empty. `unsaved`: its
    /// content differs from that file's, or was never saved.
    /// `key`: what it was known by before (key()); empty: a new one.
    void start(const RecipeContent &content, const QString &path, bool unsaved = false,
               const json::Value &stored = {}, const QString &key = {});
    /// Opens a file. An error (CannotRead, also for what is no recipe) leaves the document as it is.
    [[nodiscard]] std::optional<Error> open(const QString &path);
    /// Saves to `path`, whole or not at all, and is clean then. Errors: CannotWrite; Usage while the schema's
    /// text, or another (unfinished()), is no JSON, because the file could not hold it.
    [[nodiscard]] std::optional<Error> save(const QString &path);
    /// The file holds something else than what was opened or saved last.
    [[nodiscard]] bool isChangedOutside() const;
    /// Of the bytes of the file that was opened or saved last; empty: unknown. Outlives the program with its
    /// session.
    [[nodiscard]] const QByteArray &fileHash() const { return m_fileHash; }
    void setFileHash(const QByteArray &hash) { m_fileHash = hash; }

    /// As it would be saved. The schema is the last text that was JSON.
    [[nodiscard]] recipe::Recipe toRecipe() const;
    [[nodiscard]] static RecipeContent contentOf(const recipe::Recipe &recipe);
    /// `schema` in place of the schema's text; `stored`: members of its file that this version does not use.
    [[nodiscard]] static recipe::Recipe recipeOf(const RecipeContent &content, const json::Value &schema,
                                                 const json::Value &stored);
    [[nodiscard]] const json::Value &stored() const { return m_stored; }

Q_SIGNALS:
    void nameChanged();
    void instructionsChanged();
    void schemaTextChanged();
    /// schema(), schemaError() or notChecked() has changed; after schemaTextChanged().
    void schemaChecked();
    void examplesChanged();
    void settingsChanged();
    void fieldsChanged();
    void checksChanged();
    void hooksChanged();
    void pathChanged();
    void modifiedChanged(bool modified);
    /// After any of the content signals, once per step.
    void changed();

private:
    class Edit;

    void push(RecipeContent content, RecipePart part, const QString &label, bool typing);
    void adopt(const RecipeContent &content);
    void check();

    RecipeContent m_content;
    QUndoStack m_undo;
    QString m_path;
    QString m_id; ///< of a document that has no path
    QByteArray m_fileHash;
    json::Value m_stored;
    json::Value m_lastJson; ///< of the last schema text that was JSON
    bool m_isJson = true;
    std::optional<json::Value> m_schema;
    std::optional<schema::SchemaError> m_schemaError;
    QStringList m_notChecked;
};

} // namespace espalier::ui
