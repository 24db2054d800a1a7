// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "schema/fieldedit.h"

#include <QObject>
#include <QStringList>

#include <optional>
#include <string_view>

namespace espalier::ui {

class RecipeDocument;

/// What a table of fields does to the recipe's schema, and to what the recipe says of fields beside it: every
/// call is one step of the document's history, or none when nothing changes. True when it was done; else
/// refused() has said why. Nothing is done while the schema's text is no JSON.
///
/// Fields and groups are JSON Pointers of the schema as it is (schema::Field). Thread: GUI.
class FieldEditor : public QObject
{
    Q_OBJECT

public:
    explicit FieldEditor(RecipeDocument &document, QObject *parent = nullptr);

    [[nodiscard]] bool isReady() const;

    /// A text that must be there, under a free name.
    bool add(const QString &group, int index);
    bool rename(const QString &field, const QString &name);
    bool describe(const QString &field, const QString &text);
    /// `allowed` for a choice; empty keeps what there is.
    bool setType(const QString &field, schema::FieldType type, const QStringList &allowed = {});
    bool setMust(const QStringList &fields, bool must);
    bool remove(const QStringList &fields);
    bool duplicate(const QStringList &fields);
    /// In front of what is at `index` now.
    bool move(const QStringList &fields, const QString &group, int index);
    bool setRootForm(schema::RootForm form);
    /// nullopt takes the rule out (schema/fieldrules.h).
    bool setRule(const QString &field, std::string_view keyword, const std::optional<json::Value> &value);
    bool setNull(const QString &field, bool null);
    /// Whether the value at a place in the answer (recipe/fieldnotes.h) may be inferred.
    bool setInferred(const QString &place, bool inferred);
    /// A copy of the definition it comes from takes the reference's place.
    bool makeOwn(const QString &field);

    /// As JSON, with what they need.
    [[nodiscard]] QString copied(const QStringList &fields) const;
    bool paste(const QString &text, const QString &group, int index);
    /// The fields that a text at hand means (schema::inferSchema), instead of what there is or behind it.
    bool takeSample(const QString &text, bool replace);
    /// The fields of a schema, in the same way.
    bool takeFields(const json::Value &found, bool replace, const QString &label);

Q_SIGNALS:
    /// After an edit: the field it was about, to be shown.
    void done(const QString &field);
    /// What a change of kind left out.
    void dropped(const QStringList &keywords);
    void refused(const espalier::Error &error);
    /// What was done to a text to get fields from it, in sentences.
    void told(const QString &text);

private:
    /// An edit of each of several fields, and what is said of them beside the schema as it is then.
    struct Edits
    {
        schema::FieldEditResult edit;
        json::Value::Object notes;
    };
    template <typename Edit>
    [[nodiscard]] Edits each(const QStringList &fields, bool copies, Edit edit) const;
    bool finish(const schema::FieldEditResult &edit, const QString &label);
    bool finish(const Edits &edits, const QString &label);
    bool say(const Error &error);

    RecipeDocument &m_document;
};

} // namespace espalier::ui
