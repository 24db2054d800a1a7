// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/expectedshape.h"
#include "json/treechange.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace espalier::ui {

/// What a person is told about a value. In order of badness: a parent shows the worst one inside it.
enum class ValueState : std::uint8_t {
    Absent,     ///< expected by the schema, not there (yet)
    Arriving,   ///< still growing
    Complete,   ///< finished as written
    Superseded, ///< a later member of the same name counts
    Repaired,   ///< finished, with something put right
    Cut,        ///< the answer ended inside
    Invalid,    ///< does not fit the schema
};

/// The window's copy of one node of the growing answer, as rows of a view need it. Kept by LiveTree.
///
/// A container's rows are: its values (in pages beyond the first kPageRows of them), then the fields that are
/// expected and have not come. `row` is stored, never searched: a view asks for it with every parent() call.
struct LiveNode
{
    enum class Role : std::uint8_t { Value, Expected, Page };

    Role role = Role::Value;
    json::Value::Kind kind = json::Value::Kind::Null;
    json::NodeState nodeState = json::NodeState::Open;
    bool hasKey = false;
    bool takenForAbsent = false; ///< said afterwards: the null counts as if it had not come
    bool hasValue = false;       ///< numbers and literals: only once finished
    ValueState mark =
        ValueState::Absent; ///< what was said about it afterwards: Invalid, Repaired; Absent is "nothing"
    ValueState inside = ValueState::Absent; ///< the worst state its descendants came in, from Repaired on
    ValueState markedInside = ValueState::Absent; ///< the worst mark among its descendants
    std::uint32_t issuesInside = 0;               ///< descendants marked Invalid
    json::NodeId id = json::kNoNode;              ///< kNoNode for expected fields and pages
    std::uint32_t row = 0;        ///< among parent->rows, or among parent->expected when the role is Expected
    std::uint32_t index = 0;      ///< position among the values of its container; a page: of its first value
    std::uint32_t valueCount = 0; ///< values it holds as a container, rows or not
    std::uint32_t born =
        0; ///< batch that made it: the batch that is being applied has not been announced yet
    std::uint32_t touched = 0;            ///< last batch that changed it
    std::uint64_t begin = 0;              ///< input offset of the first byte
    std::uint64_t end = 0;                ///< input offset past the last byte; 0 while open
    LiveNode *parent = nullptr;           ///< whose row it is: container or page; nullptr for the top
    LiveNode *container = nullptr;        ///< whose value it is
    const ExpectedShape *shape = nullptr; ///< what the schema says about it
    QString key;
    QString text;     ///< string so far, number text or literal
    QString markText; ///< a few words about the mark
    std::vector<LiveNode *> rows;
    std::vector<LiveNode *> expected;
    std::vector<LiveNode *> pending; ///< values that came in this batch and are not announced yet

    [[nodiscard]] bool isContainer() const
    {
        return kind == json::Value::Kind::Array || kind == json::Value::Kind::Object;
    }
};

} // namespace espalier::ui
