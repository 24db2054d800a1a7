// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QString>

#include <deque>
#include <memory>
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
};

/// Reads from a JSON Schema which fields an answer should have, so that they can be shown before they come.
/// Only what says so plainly is read: properties, items, local references, allOf, and unions of one type with
/// null. Owns the shapes, together with its copies.
class ExpectedShapes
{
public:
    ExpectedShapes() = default;
    /// `listOf`: the answer is a list of what the schema describes, unless it describes a list already.
    ExpectedShapes(const json::Value &schema, bool listOf);

    /// Of the answer's root; nullptr when nothing is known.
    [[nodiscard]] const ExpectedShape *root() const { return m_root; }

private:
    class Reader;
    std::shared_ptr<std::deque<ExpectedShape>> m_shapes; // a deque: addresses stay when it grows
    const ExpectedShape *m_root = nullptr;
};

} // namespace espalier::ui
