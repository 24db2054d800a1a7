// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/exactnumber_p.h"
#include "schema/keytable_p.h"
#include "schema/typeset_p.h"
#include "schema/valueset_p.h"
#include "json/value.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

// What the keywords of one schema say, compiled: plain data without any function, so that whoever walks over
// schemas (validation at once, or as values close) reads the same. Pointers lead to nodes of
// the same NodeStore, views into its documents.

namespace espalier::schema {

class Pattern;
struct Node;

/// enum, or const as an enum of one.
struct AllowedRule
{
    std::string_view keyword;
    std::vector<const json::Value *> values; ///< all of them, in order
    std::vector<const json::Value *> others; ///< those that are no texts
    std::optional<ValueSet> many;            ///< the same when they are too many to look through
    KeyTable texts;                          ///< the others
};

struct NumberRules
{
    struct Bound
    {
        ExactNumber value;
        std::string_view keyword; ///< where it is written
        bool exclusive = false;
    };
    std::vector<Bound> lower;
    std::vector<Bound> upper;
    std::optional<ExactNumber> multipleOf;
};

/// How many of something; a number beyond 64 bits in the schema counts as the largest.
using Count = std::uint64_t;
inline constexpr Count kUnbounded = std::numeric_limits<Count>::max();

struct StringRules
{
    Count minLength = 0; ///< in code points
    Count maxLength = kUnbounded;
    const Pattern *pattern = nullptr;
    std::string_view patternText;
    bool (*format)(std::string_view) = nullptr; ///< when it is to be asserted
    std::string_view formatName;
};

struct ArrayRules
{
    std::vector<const Node *> prefix; ///< prefixItems, or items as a list
    const Node *rest = nullptr;       ///< items, or additionalItems beside a list
    const Node *contains = nullptr;
    bool containsMarks = false; ///< what contains fits counts as evaluated (2020-12)
    Count minContains = 1;
    Count maxContains = kUnbounded;
    Count minItems = 0;
    Count maxItems = kUnbounded;
    bool unique = false;
    const Node *unevaluated = nullptr;
};

struct ObjectRules
{
    /// A member that the schema names.
    struct Named
    {
        const Node *node = nullptr; ///< of properties; nullptr when it is named elsewhere only
    };
    struct PatternNode
    {
        const Pattern *pattern = nullptr;
        const Node *node = nullptr;
    };
    struct Dependency
    {
        std::uint32_t name = 0;            ///< place in `names`
        std::vector<std::uint32_t> needed; ///< places in `names`
        const Node *schema = nullptr;      ///< for the whole object
        std::string_view keyword;
    };
    KeyTable names;
    std::vector<Named> named;            ///< by the place of its name
    std::vector<std::uint32_t> required; ///< places in `names`
    std::vector<PatternNode> patterns;
    const Node *additional = nullptr;
    const Node *propertyNames = nullptr;
    std::vector<Dependency> dependencies;
    Count minProperties = 0;
    Count maxProperties = kUnbounded;
    const Node *unevaluated = nullptr;
};

/// Schemas for the very same value.
struct InPlaceRules
{
    /// The number of a dynamic anchor's name.
    using DynamicName = std::uint32_t;

    const Node *ref = nullptr;
    const Node *dynamicRef = nullptr;       ///< where it leads when nothing outside takes its place
    std::optional<DynamicName> dynamicName; ///< of an anchor that something outside may have, too
    std::vector<const Node *> allOf;
    std::vector<const Node *> anyOf;
    std::vector<const Node *> oneOf;
    const Node *notNode = nullptr;
    const Node *ifNode = nullptr;
    const Node *thenNode = nullptr;
    const Node *elseNode = nullptr;
};

} // namespace espalier::schema
