// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldtree.h"
#include "schema/references_p.h"

#include <optional>
#include <string_view>

namespace espalier::schema {

/// A schema looked at through what only points at another: a reference, an allOf of one, a choice between
/// one schema and null.
struct FieldSite
{
    References::Target own;    ///< the last before the first reference: what a change of kind changes
    References::Target stated; ///< the last: what states the kind
    std::string definition;    ///< where the first reference leads; empty without one
    bool mayBeNull = false;
    OtherReason reason = OtherReason::None; ///< of a reference that cannot be followed
};

/// How a schema reads as a field.
struct FieldShape
{
    FieldType type;
    OtherReason reason = OtherReason::None;
    bool mayBeNull = false;
    FieldSite outer;
    std::optional<FieldSite> items; ///< of a list that says what its items are

    /// What states the kind: of a list its items.
    [[nodiscard]] const FieldSite &site() const { return items ? *items : outer; }
};

/// `target` must be of the document that `references` was made of.
[[nodiscard]] FieldShape fieldShape(const References &references, const References::Target &target);

/// The kinds of values a keyword speaks of.
enum class KeywordFamily : std::uint8_t { None, Text, Number, List, Group };
[[nodiscard]] KeywordFamily familyOf(std::string_view keyword);
[[nodiscard]] KeywordFamily familyOf(FieldKind kind);

/// anyOf, if, $ref, …: keywords that apply other schemas to the same value.
[[nodiscard]] bool isCombining(std::string_view keyword);
/// The "format" that makes a text of this kind; empty for every other kind.
[[nodiscard]] std::string_view formatOf(FieldKind kind);
/// True for a schema that null alone fits: by "type", "const" or "enum".
[[nodiscard]] bool isNullSchema(const json::Value &schema);
/// Whether "type" or "enum" takes null.
[[nodiscard]] bool takesNull(const json::Value &schema);

} // namespace espalier::schema
