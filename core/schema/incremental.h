// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"
#include "schema/issue.h"
#include "schema/validator.h"
#include "json/treechange.h"
#include "json/value.h"

#include <memory>
#include <optional>
#include <string>

namespace espalier::schema {

/// Reads and judges a value while it arrives: every part of it when it closes, once, so that n items cost
/// O(n).
///
/// Fed with the changes of a growing tree (json::TreeChange), however they are cut into lists. What is open
/// is never called wrong: an issue comes with the close of the value it is about. A part is judged by the
/// schemas that have to hold for it whatever else stands there (along properties, items and their kin, $ref
/// and allOf); what depends on more (choices, conditions, unevaluated*, required) is judged when that closes.
/// A choice is made earlier where nothing can change it any more: when one branch alone takes objects, or
/// when a member that has closed names a branch (a discriminator). What comes then is judged by that branch.
/// When the root has closed, issues() are those of judging the whole. Parts that a later member of the same
/// name replaced take their issues with them. A schema whose dynamic references depend on the way is judged
/// at the end of the root only.
///
/// With a Coercer every part is read before it is judged, as it would be in the whole. What an open value
/// around it may still read otherwise (the members of a union, a member whose name is no field's but like
/// one) is neither read nor judged before that has closed. Not thread-safe.
class IncrementalValidation
{
public:
    /// `coercer`: of the same schema; nullopt: values are judged as they came.
    explicit IncrementalValidation(Validator validator, std::optional<Coercer> coercer = std::nullopt);
    ~IncrementalValidation();
    IncrementalValidation(IncrementalValidation &&) noexcept;
    IncrementalValidation &operator=(IncrementalValidation &&) noexcept;

    void take(const json::TreeChange &change);
    void take(const json::TreeChanges &changes);

    /// The issues found since the last call, in the order in which the values closed. An issue that was told
    /// here may still be missing in issues(): a duplicate member took its value along.
    [[nodiscard]] Issues takeNews();
    /// All issues of what has closed so far, in the order of Validator::validate(); at most 1,000.
    [[nodiscard]] Issues issues() const;
    /// The value as it was read, once the root has closed whole. nullptr also when a member that had decided
    /// how others are read was replaced by a later one: such a value has to be read and judged as a whole.
    [[nodiscard]] const json::Value *value() const;
    /// The same, given away with what was read otherwise than it came (in the order of Coercer::read).
    [[nodiscard]] std::optional<Coerced> takeWhole();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::schema
