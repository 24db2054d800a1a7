// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/typeset_p.h"
#include "json/value.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace espalier::schema {

class References;

/// Everything that one schema asserts about one value, with references and combinations dissolved. Schemas
/// inside are pointers into the document or into the FlatStore.
struct FlatSchema
{
    /// Types of JSON, or-ed.
    enum Kind : unsigned {
        Null = types::kNull,
        YesNo = types::kBoolean,
        Whole = types::kInteger,
        Number = types::kNumber, ///< all numbers; Whole goes with it
        Text = types::kString,
        List = types::kArray,
        Object = types::kObject,
        All = types::kAll
    };
    unsigned kinds = All;
    unsigned meant = 0; ///< of a schema without a type: the kinds that it asks something of (guessKinds)
    std::optional<std::vector<json::Value>> values; ///< enum and const
    json::Value facets = json::Value::object();     ///< limits; "pattern" is a list of texts
    std::vector<std::pair<std::string, const json::Value *>> properties;
    std::vector<std::string> required;
    std::vector<std::pair<std::string, const json::Value *>> patterns;
    const json::Value *additional = nullptr; ///< nullptr: free and nothing said
    const json::Value *names = nullptr;      ///< propertyNames
    std::vector<const json::Value *> prefix;
    const json::Value *items = nullptr; ///< those after the prefix; nullptr: free
    bool isPartial = false;             ///< something noted may have its say about further members or items
    bool fromOneOf = false;             ///< one alternative of a oneOf, of which no other may fit
    json::Value annotations = json::Value::object();
    std::vector<std::string> notes;

    [[nodiscard]] bool asksOfObjects() const;
    [[nodiscard]] bool asksOfLists() const;
    /// What is asked of a member that is none of the properties, beside what patterns ask of its name:
    /// `additional` where none speaks of it, else nullptr. A note is left where nobody can say.
    [[nodiscard]] const json::Value *askedBeside(const std::string &name,
                                                 std::vector<std::string> &notesOut) const;
};

/// Schemas that no document holds: the conjunction of two. Equal ones are made once, so that a recursion
/// through them ends.
class FlatStore
{
public:
    /// Fits what fits both. nullptr stands for "anything".
    [[nodiscard]] const json::Value *both(const json::Value *left, const json::Value *right);
    [[nodiscard]] const json::Value *nothing() const { return &m_nothing; }
    /// More was asked for than a schema that people use needs; from then on `both` gives its left side.
    [[nodiscard]] bool isExhausted() const { return m_bytes > kMostBytes; }

private:
    static constexpr std::size_t kMostBytes = 8UL * 1024 * 1024;
    std::deque<json::Value> m_made;
    std::unordered_map<std::string, const json::Value *> m_known;
    json::Value m_nothing = json::Value::boolean(false);
    std::size_t m_bytes = 0;
};

/// What the keywords of `schema` itself say, without $ref, allOf, anyOf and oneOf.
[[nodiscard]] FlatSchema readFlat(const json::Value &schema);

/// Fits what fits both; nullopt when nothing can.
[[nodiscard]] std::optional<FlatSchema> bothFlat(const FlatSchema &left, const FlatSchema &right,
                                                 FlatStore &store);

/// The alternatives a schema leaves, each flat; none when nothing fits. References into other documents,
/// circles, and what is more than a document that people use needs become a note.
class Flattener
{
public:
    Flattener(const json::Value &document, const References &references, FlatStore &store);

    [[nodiscard]] std::vector<FlatSchema> alternatives(const json::Value &schema);

    /// What `schema` refers to; nullptr when that is not in the document.
    [[nodiscard]] const json::Value *target(const json::Value &schema) const;
    /// Drafts 4 to 7: what stands beside $ref does not count.
    [[nodiscard]] bool referencesStandAlone() const { return m_alone; }

private:
    using Path = std::vector<const json::Value *>;
    [[nodiscard]] std::vector<FlatSchema> flatten(const json::Value &schema, Path &path);
    [[nodiscard]] std::vector<FlatSchema> combined(const json::Value &schema, Path &path);
    [[nodiscard]] const std::vector<FlatSchema> &referred(const json::Value &target, Path &path);
    [[nodiscard]] std::vector<FlatSchema> united(const json::Value &branches, Path &path);
    void multiply(std::vector<FlatSchema> &left, const std::vector<FlatSchema> &right,
                  const char *keyword) const;

    const References &m_references;
    FlatStore &m_store;
    std::unordered_map<const json::Value *, std::vector<FlatSchema>> m_known; ///< of what references lead to
    std::size_t m_steps = 0;
    bool m_alone = false;
};

/// It refers to nothing ("$…" anywhere) and says the same in 2020-12: no exclusiveMinimum: true, no list of
/// items.
[[nodiscard]] bool standsAlone(const json::Value &schema);

/// Keywords that assert nothing of their own and are no annotation worth carrying: $schema, $id, $defs, ….
[[nodiscard]] bool isStructural(std::string_view keyword);

} // namespace espalier::schema
