// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/reader/lexicon.h"
#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace espalier::practice {

/// What a field is after, as far as its name, format and neighbours tell.
enum class Meaning : std::uint8_t {
    Other,
    FullName,
    FirstName,
    LastName,
    Subject, ///< the name or title of whatever a record is about
    Age,
    Email,
    Phone,
    Website,
    Iban,
    Date,
    Time,
    DateTime,
    Weekday,
    Money,
    Currency,
    Percent,
    Year,
    Number,
    Street,
    HouseNumber,
    City,
    Region,
    PostalCode,
    Country,
    AddressText,
    Company,
    Job,
};

/// One field of the answer, made from a JSON Schema: what the reader looks for. Plain value.
struct Field
{
    enum class Type : std::uint8_t { Any, String, Integer, Number, Boolean, Object, List };

    std::string key; ///< empty for the root and for items
    Type type = Type::Any;
    Meaning meaning = Meaning::Other;
    std::vector<Concepts> names; ///< of the key, of the title; the first one counts most
    Concepts hint;               ///< of the description
    std::string format;
    std::string pattern;
    bool required = false;
    bool nullable = false;
    bool recursive = false;           ///< of the kind of an object around it
    bool inferable = false;           ///< may get a sentence made of the values read beside it
    std::vector<json::Value> allowed; ///< enum, or the one value of const
    bool constant = false;            ///< a const: always given
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::vector<Field> members; ///< Object: in schema order
    bool map = false;           ///< Object without members of its own: label by label
    std::vector<Field> item;    ///< List: exactly one
    std::vector<Field>
        variants; ///< a union: objects of which one has to fit; the field itself is Object then

    [[nodiscard]] bool isNumeric() const noexcept { return type == Type::Integer || type == Type::Number; }
    [[nodiscard]] bool isScalar() const noexcept { return type != Type::Object && type != Type::List; }
};

/// The plan for a schema (2020-12 and older drafts as far as they agree): $ref within it, allOf merged, null
/// in a union or a type list means nullable. Bounded for any schema: at most some thousands of fields,
/// recursion cut after a few rounds.
[[nodiscard]] Field planOf(const json::Value &schema);

/// What the field means; `parent` is the concept list of the object it belongs to, `siblings` the names of
/// its neighbours.
[[nodiscard]] Meaning meaningOf(const Field &field, const Concepts &parent,
                                const std::vector<Concepts> &siblings);

/// Names of roles that people have ("author", "customer").
[[nodiscard]] bool isPersonRole(const Concepts &name);

} // namespace espalier::practice
