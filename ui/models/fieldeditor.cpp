// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/fieldeditor.h"

#include "document/recipedocument.h"
#include "recipe/fieldnotes.h"
#include "schema/fieldclip.h"
#include "schema/fieldplaces.h"
#include "schema/fieldrules.h"
#include "schema/infer.h"
#include "json/pointer.h"
#include "json/read.h"
#include "json/writer.h"

#include <algorithm>
#include <utility>

namespace espalier::ui {

using schema::FieldEdit;
using schema::FieldEditResult;

namespace {

std::vector<std::string> texts(const QStringList &list)
{
    std::vector<std::string> out;
    for (const QString &text : list)
        out.push_back(text.toStdString());
    return out;
}

/// Without those that stand inside another one: they go where it goes.
QStringList outermost(const QStringList &fields)
{
    QStringList out;
    for (const QString &field : fields) {
        const bool inside = std::any_of(fields.begin(), fields.end(), [&field](const QString &other) {
            return field.startsWith(other + u'/');
        });
        if (!inside && !out.contains(field))
            out.append(field);
    }
    return out;
}

/// Where a field stands in `group`; nullopt when it is not of that group.
std::optional<std::size_t> placeIn(const json::Value &schema, const std::string &group,
                                   const std::string &field)
{
    const json::Value *owner = json::resolve(schema, group);
    if (!owner)
        return std::nullopt;
    const auto &members = (*owner)["properties"].members();
    for (std::size_t i = 0; i < members.size(); ++i) {
        std::string pointer = group + "/properties";
        json::appendToken(pointer, members[i].key);
        if (pointer == field)
            return i;
    }
    return std::nullopt;
}

/// What is said of a field goes where it goes.
json::Value::Object followed(const json::Value::Object &notes, const json::Value &before,
                             const std::string &field, const FieldEdit &edit, bool copies)
{
    if (notes.empty())
        return notes;
    const auto from = schema::answerPlaces(schema::fieldTree(before), field);
    const auto to = schema::answerPlaces(schema::fieldTree(edit.schema), edit.field);
    return copies ? recipe::copiedNotes(notes, from, to) : recipe::movedNotes(notes, from, to);
}

} // namespace

/// One edit after the other on each field; the first error ends it.
template <typename Edit>
FieldEditor::Edits FieldEditor::each(const QStringList &fields, bool copies, Edit edit) const
{
    Edits all{FieldEdit{m_document.lastJson(), {}, {}}, m_document.fields()};
    for (const QString &each : fields) {
        const std::string field = each.toStdString();
        FieldEditResult next = edit(all.edit->schema, field);
        if (next)
            all.notes = followed(all.notes, all.edit->schema, field, *next, copies);
        all.edit = std::move(next);
        if (!all.edit)
            break;
    }
    return all;
}

FieldEditor::FieldEditor(RecipeDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
}

bool FieldEditor::isReady() const
{
    return m_document.isJson();
}

bool FieldEditor::say(const Error &error)
{
    Q_EMIT refused(error);
    return false;
}

bool FieldEditor::finish(const FieldEditResult &edit, const QString &label)
{
    return finish(Edits{edit, m_document.fields()}, label);
}

bool FieldEditor::finish(const Edits &edits, const QString &label)
{
    const FieldEditResult &edit = edits.edit;
    if (!isReady()) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = tr("The schema's text is no JSON at the moment").toStdString();
        error.nextStep = tr("Mend it first; the table cannot be changed until then.").toStdString();
        return say(error);
    }
    if (!edit)
        return say(edit.error());
    if (edit->schema != m_document.lastJson() || edits.notes != m_document.fields())
        m_document.setSchema(edit->schema, edits.notes, label);
    if (!edit->dropped.empty()) {
        QStringList keywords;
        for (const std::string &keyword : edit->dropped)
            keywords.append(QString::fromStdString(keyword));
        Q_EMIT dropped(keywords);
    }
    Q_EMIT done(QString::fromStdString(edit->field));
    return true;
}

bool FieldEditor::add(const QString &group, int index)
{
    const json::Value &schema = m_document.lastJson();
    const std::string name = schema::freeFieldName(schema, group.toStdString(), tr("field").toStdString());
    return finish(schema::addField(schema, group.toStdString(), static_cast<std::size_t>(std::max(0, index)),
                                   name, json::Value::object({{"type", json::Value::string("string")}}),
                                   true),
                  tr("Add field"));
}

bool FieldEditor::rename(const QString &field, const QString &name)
{
    return finish(each({field}, false,
                       [&name](const json::Value &schema, const std::string &one) {
                           return schema::renameField(schema, one, name.toStdString());
                       }),
                  tr("Rename field"));
}

bool FieldEditor::describe(const QString &field, const QString &text)
{
    return finish(schema::setFieldDescription(m_document.lastJson(), field.toStdString(), text.toStdString()),
                  tr("Describe field"));
}

bool FieldEditor::setType(const QString &field, schema::FieldType type, const QStringList &allowed)
{
    return finish(schema::setFieldType(m_document.lastJson(), field.toStdString(), type, texts(allowed)),
                  allowed.isEmpty() ? tr("Change kind") : tr("Change values"));
}

bool FieldEditor::setMust(const QStringList &fields, bool must)
{
    return finish(each(fields, false,
                       [must](const json::Value &schema, const std::string &field) {
                           return schema::setFieldMust(schema, field, must);
                       }),
                  must ? tr("Make required") : tr("Make optional"));
}

bool FieldEditor::remove(const QStringList &fields)
{
    const QStringList these = outermost(fields);
    return finish(each(these, false, schema::removeField),
                  these.size() == 1 ? tr("Remove field") : tr("Remove fields"));
}

bool FieldEditor::duplicate(const QStringList &fields)
{
    const QStringList these = outermost(fields);
    return finish(each(these, true, schema::duplicateField),
                  these.size() == 1 ? tr("Duplicate field") : tr("Duplicate fields"));
}

bool FieldEditor::move(const QStringList &fields, const QString &group, int index)
{
    const std::string target = group.toStdString();
    auto at = static_cast<std::size_t>(std::max(0, index));
    const auto one = [&](const json::Value &schema, const std::string &field) {
        const std::optional<std::size_t> now = placeIn(schema, target, field);
        const std::size_t place = now && *now < at ? at - 1 : at; // what it leaves behind closes
        at = place + 1;
        return schema::moveField(schema, field, target, place);
    };
    return finish(each(outermost(fields), false, one), tr("Move field"));
}

bool FieldEditor::setRootForm(schema::RootForm form)
{
    return finish(schema::setRootForm(m_document.lastJson(), form),
                  form == schema::RootForm::List ? tr("Ask for a list") : tr("Ask for one object"));
}

bool FieldEditor::setRule(const QString &field, std::string_view keyword,
                          const std::optional<json::Value> &value)
{
    return finish(schema::setFieldRule(m_document.lastJson(), field.toStdString(), keyword, value),
                  value ? tr("Change rule") : tr("Remove rule"));
}

bool FieldEditor::setNull(const QString &field, bool null)
{
    return finish(schema::setFieldNull(m_document.lastJson(), field.toStdString(), null),
                  null ? tr("Let it be nothing") : tr("Let it not be nothing"));
}

bool FieldEditor::setInferred(const QString &place, bool inferred)
{
    m_document.setFields(recipe::withInferred(m_document.fields(), place.toStdString(), inferred),
                         inferred ? tr("Let it be inferred") : tr("Ask for it word for word"));
    return true;
}

bool FieldEditor::makeOwn(const QString &field)
{
    return finish(schema::ownField(m_document.lastJson(), field.toStdString()), tr("Make it its own"));
}

QString FieldEditor::copied(const QStringList &fields) const
{
    return QString::fromStdString(
        json::writePretty(schema::copyFields(m_document.lastJson(), texts(fields))));
}

bool FieldEditor::paste(const QString &text, const QString &group, int index)
{
    const auto value = json::readStrict(text.toStdString());
    return finish(schema::pasteFields(m_document.lastJson(), group.toStdString(),
                                      static_cast<std::size_t>(std::max(0, index)),
                                      value ? *value : json::Value::null()),
                  tr("Paste fields"));
}

bool FieldEditor::takeSample(const QString &text, bool replace)
{
    const Result<schema::InferredSchema, Error> found = schema::inferSchema(text.toStdString());
    if (!found)
        return say(found.error());
    if (!takeFields(found->schema, replace, tr("Take fields from a sample")))
        return false;
    QStringList said;
    for (const std::string &sentence : found->said)
        said.append(QString::fromStdString(sentence));
    if (!said.isEmpty())
        Q_EMIT told(said.join(u' '));
    return true;
}

bool FieldEditor::takeFields(const json::Value &found, bool replace, const QString &label)
{
    if (replace)
        return finish(FieldEdit{found, {}, {}}, label);
    const schema::FieldTree tree = schema::fieldTree(found);
    if (tree.form == schema::RootForm::Answer) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = tr("the sample has no fields: it is no object and no list of objects").toStdString();
        error.nextStep = tr("Paste an object, or replace what is there.").toStdString();
        return say(error);
    }
    const schema::FieldTree before = schema::fieldTree(m_document.lastJson());
    return finish(schema::pasteFields(m_document.lastJson(), before.group, before.fields.size(),
                                      *json::resolve(found, tree.group)),
                  label);
}

} // namespace espalier::ui
