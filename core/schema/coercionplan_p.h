// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/allowedwords_p.h"
#include "schema/coercion.h"
#include "schema/references_p.h"
#include "schema/typeset_p.h"
#include "schema/validator.h"
#include "json/value.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace espalier::schema {

/// The kinds of values a schema may take, or-ed. Integer without Number: whole numbers only.
enum CoercionType : unsigned {
    NullType = types::kNull,
    BooleanType = types::kBoolean,
    IntegerType = types::kInteger,
    NumberType = types::kNumber,
    StringType = types::kString,
    ArrayType = types::kArray,
    ObjectType = types::kObject,
    AnyType = types::kAll
};

/// The type of a value as one of these; a number that is written without decimals is an Integer.
[[nodiscard]] unsigned coercionTypeOf(const json::Value &value);

/// The scalars that an "enum" or a "const" allows.
class AllowedValues
{
public:
    void add(const json::Value &value);
    void keep(const AllowedValues &other);

    [[nodiscard]] bool contains(const json::Value &value) const;
    [[nodiscard]] const AllowedWords &words() const noexcept { return m_words; }
    [[nodiscard]] unsigned types() const noexcept { return m_types; }
    /// One text is allowed and nothing else.
    [[nodiscard]] bool isOneWord() const noexcept { return m_types == StringType && m_words.size() == 1; }

private:
    struct Less
    {
        bool operator()(const std::string &a, const std::string &b) const
        {
            return json::compareNumbers(a, b) < 0;
        }
    };
    AllowedWords m_words;
    std::set<std::string, Less> m_numbers;
    unsigned m_types = 0;
    bool m_true = false;
    bool m_false = false;
};

/// What the schemas that apply to one place say together, as far as reading a value into it goes.
struct CoercionPlan
{
    struct Member
    {
        const CoercionPlan *plan = nullptr;
        const json::Value *standard = nullptr; ///< the schema's "default"
        bool required = false;
    };

    unsigned types = AnyType;
    std::optional<AllowedValues> allowed; ///< "enum" or "const" is there: other values do not fit
    std::string format;
    std::vector<std::string> order;     ///< names of the members, as declared
    std::vector<std::string> defaulted; ///< of those that have a "default"
    std::vector<std::string> constants; ///< of those that are one text always
    std::unordered_map<std::string, Member> members;
    std::unordered_map<std::string, std::string>
        folded;             ///< names and aliases, folded → name; "" when two share it
    bool freeNames = false; ///< patternProperties: a name may be meant as it is
    const CoercionPlan *additional = nullptr;
    std::vector<const CoercionPlan *> prefix; ///< of the first items
    const CoercionPlan *items = nullptr;      ///< of the others
    /// One member of an anyOf or oneOf.
    struct Branch
    {
        const CoercionPlan *plan = nullptr;
        std::optional<Validator> validator;
    };
    std::vector<std::vector<Branch>> unions;
    bool takesNull = true;

    /// True unless a list of what is allowed says otherwise.
    [[nodiscard]] bool allows(const json::Value &scalar) const
    {
        return !allowed || allowed->contains(scalar);
    }
};

/// What a Coercer begins with, or nullptr.
[[nodiscard]] const CoercionPlan *rootPlanOf(const Coercer &coercer);

/// The one branch of a union that a list can be read as; nullptr when several, or none, take lists.
[[nodiscard]] const CoercionPlan *onlyListAmong(const std::vector<CoercionPlan::Branch> &branches);

/// The same for an object; nullptr also when it may become a list of itself.
[[nodiscard]] const CoercionPlan *onlyObjectAmong(const std::vector<CoercionPlan::Branch> &branches,
                                                  const CoercionOptions &options);

/// The branch of a union that a scalar member of an object names: every branch that takes objects has allowed
/// values for it, and it is, or else means, one of one branch alone. nullptr: it decides nothing.
[[nodiscard]] const CoercionPlan::Branch *namedAmong(const std::vector<CoercionPlan::Branch> &branches,
                                                     const std::string &key, const json::Value &member,
                                                     const CoercionOptions &options);

/// Makes the plans of one schema document, each once; recursive schemas give a graph. The document must
/// outlive the plans, the planner too.
class CoercionPlanner
{
public:
    /// `validator`: of the same document.
    CoercionPlanner(const json::Value &document, const Validator &validator);

    [[nodiscard]] const CoercionPlan *root();

private:
    using Targets = std::vector<References::Target>;

    /// Schemas that apply to the same instance, each once.
    struct Flat
    {
        Targets parts;
        std::unordered_set<const json::Value *> known;
    };

    const CoercionPlan *planOf(const Targets &targets);
    void flatten(const References::Target &target, Flat &out) const;
    void take(CoercionPlan &plan, const References::Target &target);
    void takeTypes(CoercionPlan &plan, const json::Value &schema) const;
    void takeMembers(CoercionPlan &plan, const Targets &parts);
    void takeItems(CoercionPlan &plan, const Targets &parts);
    void takeUnion(CoercionPlan &plan, const References::Target &target, std::string_view keyword);
    void takeNames(CoercionPlan &plan, const std::string &name, const Targets &schemas) const;

    const json::Value &m_document;
    const Validator &m_validator;
    References m_references;
    std::deque<CoercionPlan> m_plans;
    std::map<std::vector<const json::Value *>, CoercionPlan *> m_known;
    int m_depth = 0;
};

} // namespace espalier::schema
