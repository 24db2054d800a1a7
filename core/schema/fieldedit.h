// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "schema/fieldtree.h"
#include "json/value.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

// The edits of a table of fields, as functions from schema to schema. Each changes only what it has to:
// order, unknown keywords and the text of numbers stay; an edit that changes nothing gives the schema as it
// was.
//
// `field` is a Field::pointer, `group` a Field::group or FieldTree::group of the same schema. Errors are of
// kind Usage: a place that is not there, a name that is empty or taken, a reference that would lead nowhere.

struct FieldEdit
{
    json::Value schema;
    std::string field; ///< pointer of the field afterwards; of one that was removed, its place before
    /// Keywords that make no sense for the new kind and were left out, in order: "maxLength".
    std::vector<std::string> dropped;
};

using FieldEditResult = Result<FieldEdit, Error>;

/// `index` among the group's fields; beyond the end is the end.
[[nodiscard]] FieldEditResult addField(const json::Value &schema, std::string_view group, std::size_t index,
                                       const std::string &name, const json::Value &value, bool must);
/// Also what names it: its entry in `required` and in the dependent… keywords.
[[nodiscard]] FieldEditResult removeField(const json::Value &schema, std::string_view field);
/// In its place, and in all that names it, references included.
[[nodiscard]] FieldEditResult renameField(const json::Value &schema, std::string_view field,
                                          const std::string &name);
[[nodiscard]] FieldEditResult setFieldMust(const json::Value &schema, std::string_view field, bool must);
/// Empty: none.
[[nodiscard]] FieldEditResult setFieldDescription(const json::Value &schema, std::string_view field,
                                                  const std::string &text);
/// `allowed` is for OneOf and may be empty when the field has some already. Other is refused. A field that
/// comes from a definition lets go of it; the definition stays.
[[nodiscard]] FieldEditResult setFieldType(const json::Value &schema, std::string_view field, FieldType type,
                                           const std::vector<std::string> &allowed = {});
/// Makes it OneOf, a list staying a list.
[[nodiscard]] FieldEditResult setFieldAllowed(const json::Value &schema, std::string_view field,
                                              const std::vector<std::string> &allowed);
/// Whether null may stand in its place: by "type" and "enum", or as a choice with null where the kind comes
/// from a definition. Refused where the definition itself takes null.
[[nodiscard]] FieldEditResult setFieldNull(const json::Value &schema, std::string_view field, bool null);
/// Makes a field that comes from a definition its own: a copy of what its reference leads to takes the
/// reference's place, what describes the field stays; the definition too. Of a list of them the items.
[[nodiscard]] FieldEditResult ownField(const json::Value &schema, std::string_view field);
/// To the place `index` that it has afterwards, in its own group or another one; refused into itself.
[[nodiscard]] FieldEditResult moveField(const json::Value &schema, std::string_view field,
                                        std::string_view group, std::size_t index);
/// Behind it, as "name_2".
[[nodiscard]] FieldEditResult duplicateField(const json::Value &schema, std::string_view field);
/// One object or a list of objects. Answer is refused; a single value becomes the field "value".
[[nodiscard]] FieldEditResult setRootForm(const json::Value &schema, RootForm form);

/// A name that is free in the group: `wish`, or with a number behind it.
[[nodiscard]] std::string freeFieldName(const json::Value &schema, std::string_view group,
                                        const std::string &wish);

} // namespace espalier::schema
