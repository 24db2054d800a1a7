// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

// A schema as a table of fields: what a person who does not read JSON Schema sees and changes. Reading never
// fails and changes nothing; what has no row of its own stays in the schema (fieldedit.h).

/// What a field holds, as people sort it. Each but the last is one way to write a schema:
/// Text {"type": "string"}, Date {"type": "string", "format": "date"}, OneOf {"enum": ["a", "b"]}, Group
/// {"type": "object"}, Anything {}.
enum class FieldKind : std::uint8_t {
    Text,
    WholeNumber,
    Number,
    YesNo,
    Date,
    DateTime,
    Email,
    WebAddress,
    OneOf,
    Group,
    Anything,
    Other, ///< none of these; Field::reason says why
};

/// A kind, or a list of it: {"type": "array", "items": …}.
struct FieldType
{
    FieldKind kind = FieldKind::Text;
    bool isList = false;
    bool operator==(const FieldType &) const = default;
};

/// Why a field is of no common kind.
enum class OtherReason : std::uint8_t {
    None,
    Choice,      ///< one of several schemas
    Combined,    ///< several schemas at once, or a reference with rules beside it
    MixedTypes,  ///< more than one type
    FixedValues, ///< values that are not all texts
    Tuple,       ///< a list whose places differ
    ListOfLists,
    OtherDocument, ///< a reference to another document
    DeadReference, ///< a reference that leads nowhere
    Nothing,       ///< takes null alone, or nothing at all
    UnknownType,
};

/// A rule beside the kind: "maximum" and "130". Keywords that hold schemas come with an empty value.
struct FieldRule
{
    std::string keyword;
    std::string value; ///< a text as it is, everything else as short JSON
    bool operator==(const FieldRule &) const = default;
};

/// One row. Pointers are JSON Pointers (RFC 6901) into the schema.
struct Field
{
    std::string name; ///< empty when the answer itself is the field
    FieldType type;
    OtherReason reason = OtherReason::None;
    std::string description; ///< its own, or that of the definition it comes from
    bool must = false;
    bool mayBeNull = false;
    std::vector<std::string> allowed; ///< of OneOf
    std::vector<FieldRule> rules;     ///< in the schema's order, of a list those of its items last
    std::string pointer;              ///< of its own schema: "/properties/age"
    std::string group;      ///< of the object schema that holds the children's properties; Group only
    std::string definition; ///< what its reference leads to; empty without one. Editing below it edits that.
    /// How often that definition, or the one it stands in, is referred to; 0 without one.
    std::size_t uses = 0;
    bool isCut = false; ///< its children are not shown: they would hold itself, or there are too many
    std::vector<Field> children; ///< of a group, or of each item of a list of groups
    bool operator==(const Field &) const = default;
};

/// What an answer is: one object with the fields, a list of such objects, or a single value.
enum class RootForm : std::uint8_t { Object, List, Answer };

struct FieldTree
{
    RootForm form = RootForm::Object;
    /// Of the object schema that holds the fields; empty is the root, also of Answer.
    std::string group;
    std::vector<Field> fields; ///< of Answer one, without a name
    bool operator==(const FieldTree &) const = default;
};

/// A schema that takes anything is an object without fields yet. Local references are followed; what holds
/// itself is cut at the second time, and all at kMostFields.
[[nodiscard]] FieldTree fieldTree(const json::Value &schema);

inline constexpr std::size_t kMostFields = 20000;

} // namespace espalier::schema
