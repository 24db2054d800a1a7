// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/recipedocument.h"

#include "document/typing.h"
#include "schema/answershape.h"
#include "schema/schematext.h"
#include "schema/textpatch.h"
#include "schema/validator.h"
#include "json/writer.h"

#include <QUndoCommand>
#include <QUuid>

#include <utility>

namespace espalier::ui {

namespace {

/// The text of a part that is typed into; of the others nothing is merged.
QString textOf(const RecipeContent &content, RecipePart part)
{
    switch (part) {
    case RecipePart::Name:
        return content.name;
    case RecipePart::Instructions:
        return content.instructions;
    case RecipePart::Schema:
        return content.schemaText;
    default:
        return {};
    }
}

} // namespace

/// One step of the history. Contents share what did not change, so a step costs what it changed.
class RecipeDocument::Edit : public QUndoCommand
{
public:
    Edit(RecipeDocument &document, RecipeContent after, RecipePart part, const QString &label, bool typing)
        : QUndoCommand(label)
        , m_document(document)
        , m_before(document.m_content)
        , m_after(std::move(after))
        , m_part(part)
        , m_typing(typing)
    {
        if (typing)
            m_last = replacementOf(textOf(m_before, part), textOf(m_after, part));
    }

    void undo() override { m_document.adopt(m_before); }
    void redo() override { m_document.adopt(m_after); }
    [[nodiscard]] int id() const override { return m_typing ? static_cast<int>(m_part) : -1; }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Edit *>(other); // of the same id, so of this class
        if (!continues(m_last, next->m_last))
            return false;
        m_after = next->m_after;
        m_last = next->m_last.inserted.isEmpty()
                     ? next->m_last
                     : Replacement{m_last.at, 0, m_last.inserted + next->m_last.inserted};
        return true;
    }

private:
    RecipeDocument &m_document;
    RecipeContent m_before;
    RecipeContent m_after;
    RecipePart m_part;
    bool m_typing;
    Replacement m_last;
};

RecipeDocument::RecipeDocument(QObject *parent)
    : QObject(parent)
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
    start({}, {});
}

RecipeDocument::~RecipeDocument()
{
    m_undo.disconnect(this); // it outlives what listens
}

void RecipeDocument::push(RecipeContent content, RecipePart part, const QString &label, bool typing)
{
    if (content != m_content)
        m_undo.push(new Edit(*this, std::move(content), part, label, typing));
}

void RecipeDocument::setName(const QString &name)
{
    RecipeContent next = m_content;
    next.name = name;
    push(std::move(next), RecipePart::Name, tr("Rename"), true);
}

void RecipeDocument::setInstructions(const QString &text)
{
    RecipeContent next = m_content;
    next.instructions = text;
    push(std::move(next), RecipePart::Instructions, tr("Edit instructions"), true);
}

void RecipeDocument::setSchemaText(const QString &text)
{
    RecipeContent next = m_content;
    next.schemaText = text;
    push(std::move(next), RecipePart::Schema, tr("Edit schema"), true);
}

void RecipeDocument::setSchemaText(const QString &text, const QString &label)
{
    RecipeContent next = m_content;
    next.schemaText = text;
    push(std::move(next), RecipePart::Schema, label, false);
}

void RecipeDocument::setSchema(const json::Value &schema, const QString &label)
{
    setSchema(schema, m_content.fields, label);
}

void RecipeDocument::setSchema(const json::Value &schema, const json::Value::Object &fields,
                               const QString &label)
{
    RecipeContent next = m_content;
    next.schemaText = QString::fromStdString(schema::patchedText(next.schemaText.toStdString(), schema));
    next.fields = fields;
    push(std::move(next), RecipePart::Schema, label, false);
}

void RecipeDocument::setFields(const json::Value::Object &fields, const QString &label)
{
    RecipeContent next = m_content;
    next.fields = fields;
    push(std::move(next), RecipePart::Schema, label, false);
}

void RecipeDocument::setExamples(const QList<recipe::Example> &examples, const AnswerDrafts &drafts,
                                 const QString &label)
{
    RecipeContent next = m_content;
    next.examples = examples;
    next.answerDrafts = drafts;
    push(std::move(next), RecipePart::Examples, label, false);
}

void RecipeDocument::setSettings(const RecipeSettings &settings, const QString &label)
{
    RecipeContent next = m_content;
    next.settings = settings;
    push(std::move(next), RecipePart::Settings, label, false);
}

void RecipeDocument::setChecks(const json::Value::Array &checks, const QString &label)
{
    RecipeContent next = m_content;
    next.checks = checks;
    push(std::move(next), RecipePart::Checks, label, false);
}

void RecipeDocument::setHooks(const json::Value::Array &hooks, const QString &label)
{
    RecipeContent next = m_content;
    next.hooks = hooks;
    push(std::move(next), RecipePart::Hooks, label, false);
}

void RecipeDocument::setContent(const RecipeContent &content, const QString &label)
{
    push(content, RecipePart::Everything, label, false);
}

void RecipeDocument::adopt(const RecipeContent &content)
{
    const RecipeContent before = std::exchange(m_content, content);
    if (before.schemaText != m_content.schemaText) {
        check(); // first: whoever hears of the text may ask for the value
        Q_EMIT schemaTextChanged();
        Q_EMIT schemaChecked();
    }
    if (before.name != m_content.name)
        Q_EMIT nameChanged();
    if (before.instructions != m_content.instructions)
        Q_EMIT instructionsChanged();
    if (before.examples != m_content.examples || before.answerDrafts != m_content.answerDrafts)
        Q_EMIT examplesChanged();
    if (before.settings != m_content.settings)
        Q_EMIT settingsChanged();
    if (before.fields != m_content.fields)
        Q_EMIT fieldsChanged();
    if (before.checks != m_content.checks)
        Q_EMIT checksChanged();
    if (before.hooks != m_content.hooks)
        Q_EMIT hooksChanged();
    if (before != m_content)
        Q_EMIT changed();
}

void RecipeDocument::start(const RecipeContent &content, const QString &path, bool unsaved,
                           const json::Value &stored, const QString &key)
{
    m_undo.clear();
    m_id = key.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : key;
    m_stored = stored;
    m_path = path;
    m_fileHash.clear();
    m_lastJson = json::Value::object();
    adopt(content);
    check();
    if (unsaved)
        m_undo.resetClean();
    else
        m_undo.setClean();
    Q_EMIT pathChanged();
    Q_EMIT modifiedChanged(isModified());
}

QString RecipeDocument::key() const
{
    return m_path.isEmpty() ? m_id : m_path;
}

void RecipeDocument::check()
{
    const std::string text = m_content.schemaText.toStdString();
    m_schema.reset();
    m_schemaError.reset();
    m_notChecked.clear();
    m_isJson = true;
    if (m_content.schemaText.trimmed().isEmpty()) {
        m_lastJson = json::Value::object();
        m_schemaError = schema::SchemaError{
            tr("There are no fields yet; add one, or write {} to take any answer.").toStdString(),
            {},
            {},
            1,
            1};
        return;
    }
    Result<json::Value, schema::SchemaError> value = schema::readSchemaText(text);
    if (!value) {
        m_schemaError = value.error();
        m_isJson = false;
        return;
    }
    m_lastJson = *value;
    if (const auto validator = schema::Validator::compile(*value, schema::CompileOptions::forAnswers());
        !validator) {
        m_schemaError = schema::located(validator.error(), text);
    } else if (const auto shape = schema::AnswerShape::of(*value, false); !shape) {
        m_schemaError = schema::located(shape.error(), text);
    } else {
        for (const std::string &keyword : validator->notChecked())
            m_notChecked.append(QString::fromStdString(keyword));
        m_schema = std::move(value).value();
    }
}

RecipeContent RecipeDocument::contentOf(const recipe::Recipe &recipe)
{
    RecipeContent out;
    out.name = QString::fromStdString(recipe.name);
    out.instructions = QString::fromStdString(recipe.instructions);
    out.schemaText = QString::fromStdString(json::writePretty(recipe.schema));
    out.examples = QList<recipe::Example>(recipe.examples.begin(), recipe.examples.end());
    out.settings = {recipe.mode, recipe.streaming, recipe.reading, recipe.limits, recipe.parameters, {}};
    out.fields = recipe.fields;
    out.checks = recipe.checks;
    out.hooks = recipe.hooks;
    return out;
}

recipe::Recipe RecipeDocument::recipeOf(const RecipeContent &content, const json::Value &schema,
                                        const json::Value &stored)
{
    recipe::Recipe out;
    out.name = content.name.toStdString();
    out.schema = schema;
    out.instructions = content.instructions.toStdString();
    out.examples.assign(content.examples.begin(), content.examples.end());
    out.mode = content.settings.mode;
    out.streaming = content.settings.streaming;
    out.reading = content.settings.reading;
    out.limits = content.settings.limits;
    out.parameters = content.settings.parameters;
    out.fields = content.fields;
    out.checks = content.checks;
    out.hooks = content.hooks;
    out.stored = stored;
    return out;
}

recipe::Recipe RecipeDocument::toRecipe() const
{
    return recipeOf(m_content, m_lastJson, m_stored);
}

} // namespace espalier::ui
