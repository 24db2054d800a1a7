// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "schema/issue.h"
#include "schema/validator.h"
#include "json/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::schema {

struct CoercionPlan;

/// How far an answer may be read into the types that its schema asks for (product specification,
/// section 4.7).
enum class CoercionLevel : std::uint8_t {
    Off, ///< as it came
    Safe, ///< what can be read in one way only: "25" → 25, 25.0 → 25, "true" → true, firstName → first_name
    All ///< also "1,234.50" → 1234.5, "$12" → 12, "yes" → true, one value → a list of it, a date in words
};

/// "off", "safe", "all".
[[nodiscard]] std::string_view coercionLevelName(CoercionLevel level) noexcept;
[[nodiscard]] std::optional<CoercionLevel> coercionLevelFromName(std::string_view name) noexcept;

/// What separates the decimals of numbers in texts. Unsaid: "3,14" is no number, "1,234.50" is one.
enum class DecimalMark : std::uint8_t { Unsaid, Point, Comma };

struct CoercionOptions
{
    CoercionLevel level = CoercionLevel::Safe;
    DecimalMark decimal = DecimalMark::Unsaid;
    bool defaults = false; ///< a member that did not come gets the schema's "default"
    /// The answer is one to a strict schema (wire::strictSchema), where an optional member is sent as "may be
    /// null": a null that the schema does not take counts as absent, at every level.
    bool strict = false;

    /// Something may be read otherwise than it came.
    [[nodiscard]] bool reads() const noexcept { return level != CoercionLevel::Off || defaults || strict; }
    [[nodiscard]] bool dropsNulls() const noexcept { return level != CoercionLevel::Off || strict; }
    bool operator==(const CoercionOptions &) const = default;
};

enum class CoercionKind : std::uint8_t {
    TextToNumber,    ///< "25" → 25
    WholeNumber,     ///< 25.0 → 25 where an integer is asked for
    TextToBoolean,   ///< "true" → true
    NumberToBoolean, ///< 1 → true
    EnumValue,       ///< "usa" → "USA"
    NullToAbsent,    ///< null of an optional member that may not be null
    MemberName,      ///< firstName → first_name
    ValueToList,     ///< "a" → ["a"]
    DateInWords,     ///< "5 March 2024" → "2024-03-05"
    Default          ///< a member that did not come
};

/// "text-to-number", "whole-number", … as in the lists that are printed.
[[nodiscard]] std::string_view coercionKindName(CoercionKind kind) noexcept;
[[nodiscard]] std::optional<CoercionKind> coercionKindFromName(std::string_view name) noexcept;

/// One value that was read otherwise than it came. Plain value.
struct Coercion
{
    CoercionKind kind = CoercionKind::TextToNumber;
    std::string instance; ///< JSON Pointer of the value as it is now; of one that went, as it would be
    std::string origin;   ///< JSON Pointer of it as it came; of a default, where it would have come
    std::string
        from;       ///< short JSON (at most 60 bytes) of what came; MemberName: the name; empty for a default
    std::string to; ///< the same of what it became; empty when it went
    bool operator==(const Coercion &) const = default;
};

using Coercions = std::vector<Coercion>;

struct Coerced
{
    json::Value value;
    Coercions coercions; ///< in the order of the document; as many as were made
};

/// Reads answers into the types of one schema: compile once, read many. Immutable and cheap to copy (shared);
/// any thread.
///
/// What fits stays as it came. Nothing missing is invented (but defaults, when they are asked for), nothing
/// is rounded, no text becomes a number that could be another one. Unknown members stay. A union is read as
/// the first member that fits as it came, else the first that fits once read; members that a constant of
/// theirs excludes are passed over. Where one member alone takes objects, or a constant names one of them
/// (of several that contradict each other the first to come), an object is read as that one, whether it
/// fits or not. What fits nothing stays as it came, for the issues to tell.
///
/// Nothing is changed that is not listed: past 64 MB of coercions, or 2,048 schemas deep, values stay as they
/// came, and so do those that only unions nested many times over could still tell apart. How a value is read
/// depends on its own schemas and those of what is around it, never on what stands beside it but for the
/// names of members: so values can be read as they close (IncrementalValidation).
///
/// Followed: $ref inside the document, allOf, anyOf, oneOf, properties, items, prefixItems,
/// additionalProperties. Aliases of a member: the list or text "x-aliases" in its schema.
class Coercer
{
public:
    /// `schema`: an object or boolean that compiles as a Validator; the errors are its errors.
    [[nodiscard]] static Result<Coercer, SchemaError> compile(const json::Value &schema,
                                                              CoercionOptions options);
    /// The same with the validator that `schema` was compiled to.
    [[nodiscard]] static Coercer of(const json::Value &schema, Validator validator, CoercionOptions options);

    /// Work O(values) outside unions; inside them times the members that are tried, which is bounded by a
    /// multiple of the values. `pointer` is put before every instance pointer.
    [[nodiscard]] Coerced read(json::Value value, std::string_view pointer = {}) const;

    /// The same reader with other options.
    [[nodiscard]] Coercer with(CoercionOptions options) const;
    [[nodiscard]] const CoercionOptions &options() const noexcept;

    /// The reader of the items of this array schema, with the same options; reads nothing when they are free.
    [[nodiscard]] Coercer items() const;

private:
    friend const CoercionPlan *rootPlanOf(const Coercer &coercer);
    class Program;
    explicit Coercer(std::shared_ptr<const Program> program);
    std::shared_ptr<const Program> m_program;
};

} // namespace espalier::schema
