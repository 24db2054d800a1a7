// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"
#include "schema/validator.h"
#include "json/treechange.h"

#include <memory>
#include <string>
#include <vector>

namespace espalier::schema {

/// The branches of an anyOf or oneOf that an open value can still be of.
struct BranchesLeft
{
    json::NodeId node = json::kNoNode; ///< the value
    std::string choice;                ///< JSON Pointer of the anyOf or oneOf in the schema
    std::vector<std::size_t> branches; ///< their places in it, ascending; at least one
    bool operator==(const BranchesLeft &) const = default;
};

/// Follows a value while it arrives and says which branches of its unions are left: a branch goes when the
/// kind of the value excludes it, or a member that has closed: a constant that is another one, a value of a
/// type that it cannot be read as, a name that it forbids. Only what is certain, whatever still comes and
/// however far values may be read otherwise. A member that no branch takes excludes none.
///
/// For showing what is to be expected; what does not fit is told by IncrementalValidation. Values inside a
/// union are followed once one branch is left. Work: O(changes) times the branches. Not thread-safe.
class GrowingUnions
{
public:
    /// `level`: how values may be read otherwise. `listOf`: the answer is a list of what the schema
    /// describes.
    GrowingUnions(Validator validator, CoercionLevel level, bool listOf = false);
    ~GrowingUnions();
    GrowingUnions(GrowingUnions &&) noexcept;
    GrowingUnions &operator=(GrowingUnions &&) noexcept;

    void take(const json::TreeChanges &changes);
    /// Of every union that has lost branches since the last call, or that a member which was replaced gave
    /// them back to, what is left now.
    [[nodiscard]] std::vector<BranchesLeft> takeNews();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::schema
