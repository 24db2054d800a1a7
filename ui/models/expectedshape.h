// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QString>

#include <memory>
#include <string_view>
#include <vector>

namespace espalier::ui {

/// What a schema lets one expect at one place: the members of an object, the items of a list. May be cyclic.
struct ExpectedShape
{
    struct Member
    {
        QString key;
        const ExpectedShape *shape = nullptr;
    };
    std::vector<Member> members;          ///< in the schema's order
    const ExpectedShape *items = nullptr; ///< nullptr: nothing known about the items
    bool isList = false;

    /// The shape of a member, or nullptr.
    [[nodiscard]] const ExpectedShape *member(const QString &key) const;
    /// Whether a member of that name is expected, whatever it may be.
    [[nodiscard]] bool names(const QString &key) const;
};

/// Reads from a JSON Schema which fields an answer should have, so that they can be shown before they come.
/// Only what says so plainly is read: properties, required, items, local references, allOf, and unions of one
/// type with null; other unions once it is known which branch a value is of. Owns the shapes, together with
/// its copies. GUI thread.
class ExpectedShapes
{
public:
    ExpectedShapes() = default;
    /// `listOf`: the answer is a list of what the schema describes, unless it describes a list already.
    ExpectedShapes(const json::Value &schema, bool listOf);

    /// Of the answer's root; nullptr when nothing is known.
    [[nodiscard]] const ExpectedShape *root() const { return m_root; }

    /// What to expect of a value with this shape (may be nullptr) that is of the schema at `pointer` as well;
    /// nullptr when that says nothing.
    [[nodiscard]] const ExpectedShape *with(const ExpectedShape *shape, std::string_view pointer) const;

private:
    class Reader;
    struct Store;
    std::shared_ptr<Store> m_store;
    const ExpectedShape *m_root = nullptr;
};

} // namespace espalier::ui
