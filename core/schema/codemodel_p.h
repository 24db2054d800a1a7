// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace espalier::schema {

// What a schema says, as programming languages say it: named classes and types made of parts. Made once
// (codeplan_p.h), written by one file per language.

/// Said of the class of an answer whose schema names no type: a root that is a union or any value would be
/// one without attributes, and a model is always asked for an object.
inline constexpr std::string_view kRootMeansObject =
    "The schema names no type, so what is no object fits it as well; an answer is read as an object.";

/// Where annotations tell what is not checked: an allOf of its own.
inline constexpr std::string_view kTold = "allOf";

/// A type. Facets and annotations carry keywords of JSON Schema 2020-12 under their own names.
struct CodeType
{
    enum class Kind : std::uint8_t {
        Any,
        Never, ///< no value fits
        Null,
        YesNo,
        Whole,   ///< facets: minimum, exclusiveMaximum, multipleOf, …
        Number,  ///< the same
        Text,    ///< facets: minLength, maxLength, pattern (a list), format
        Literal, ///< one of `values`
        List,    ///< `parts` by position, then `rest`; facets: minItems, maxItems, uniqueItems
        Map, ///< `rest` = its values; `keys` = what its names must fit; facets: minProperties, maxProperties
        Named, ///< declaration `name`
        Union, ///< one of `parts`
    };
    Kind kind = Kind::Any;
    std::size_t name = 0;
    std::vector<CodeType> parts;
    std::vector<CodeType> rest; ///< one type
    std::vector<CodeType> keys; ///< none or one
    std::vector<json::Value> values;
    unsigned meant =
        0; ///< kinds (FlatSchema) it speaks of where no type is said: others fit as well; 0: said
    bool isExclusive = false;  ///< of a union: oneOf
    std::string discriminator; ///< of a union: the member whose literal tells its parts apart
    json::Value facets = json::Value::object();
    json::Value annotations = json::Value::object(); ///< title, description, default, examples, …
    std::vector<std::string> notes;                  ///< what it leaves out, one line each

    [[nodiscard]] bool isOpen() const { return kind == Kind::Any; }
};

struct CodeField
{
    std::string key; ///< in JSON
    bool required = false;
    CodeType type;
};

/// Members of a class whose name matches a pattern.
struct CodePattern
{
    std::string pattern;
    CodeType type;
    json::Value told; ///< the schema itself where it stands for itself; {} when it refers to others
};

/// A class, or a name for another type.
struct CodeDeclaration
{
    std::string name;
    bool isClass = false;
    /// Of a name for a type: it needs itself, so it has to be a class around a value.
    bool isRecursive = false;
    /// Needs a declaration that comes after it, or itself.
    bool looksAhead = false;
    /// The number of the circle it is on: all of them need each other, or it needs itself. 0: none.
    std::size_t circle = 0;
    std::vector<CodeField> fields;
    std::vector<CodePattern> patterns;
    std::vector<CodeType> keys; ///< none, or what the names of all members must fit
    CodeType type; ///< of a name: what it stands for; of a class: its other members (Never: none, Any: free)
    bool openSaid = false; ///< additionalProperties: true stood there
    /// minProperties, maxProperties, dependentRequired; propertyNames, and additionalProperties beside
    /// patterns, where they stand for themselves
    json::Value facets = json::Value::object();
    /// What patterns or names ask refers to other schemas, so that it cannot be told in the same words.
    bool refersAway = false;
    json::Value annotations = json::Value::object();
    std::vector<std::string> notes;
};

struct CodeModel
{
    std::vector<CodeDeclaration> declarations;
    std::vector<std::size_t> order; ///< what is needed comes first, as far as there is no circle
    CodeType root;                  ///< Named when the answer is an object or a name of its own
    std::size_t nesting = 0;        ///< how deep classes and types stand in each other; circles counted once
    bool rootMeansObject = false;   ///< the schema names no type, and what it says is said of objects
    std::string rootName;           ///< a free name for it, or for the class that adds to it
    std::vector<std::string> notes; ///< of the document as a whole
};

} // namespace espalier::schema
