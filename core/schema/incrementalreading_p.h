// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercer_p.h"
#include "schema/coercion.h"
#include "schema/coercionplan_p.h"
#include "json/value.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace espalier::schema {

/// What is known, while a value is open, of how it will be read.
struct PlaceReading
{
    const CoercionPlan *plan = nullptr; ///< nullptr: it stays as it came, or is read `later`
    bool later = false;                 ///< with what is around it, when that closes
    bool innerLater = false;            ///< what is in it is read with it
};

/// Reads a value part by part, each when it closes, so that the whole comes out as Coercer::read() makes it.
class IncrementalReading
{
public:
    explicit IncrementalReading(Coercer coercer)
        : m_coercer(std::move(coercer))
    {
    }

    [[nodiscard]] PlaceReading ofRoot(json::Value::Kind kind) const;
    /// Of an item or member of the value that is read like `around`. A kind may still change within scalars.
    [[nodiscard]] PlaceReading ofItem(const PlaceReading &around, std::size_t index,
                                      json::Value::Kind kind) const;
    [[nodiscard]] PlaceReading ofMember(const PlaceReading &around, const std::string &key,
                                        json::Value::Kind kind) const;

    /// The branch that a scalar member which has closed says that the object around it is of; nullptr: it
    /// decides nothing.
    [[nodiscard]] const CoercionPlan::Branch *namedBy(const PlaceReading &around, const std::string &key,
                                                      const json::Value &member) const;
    /// Of an object of that branch.
    [[nodiscard]] PlaceReading asBranch(const CoercionPlan::Branch &branch) const
    {
        return settled(branch.plan, json::Value::Kind::Object);
    }

    /// True when `around` will take such a member for one that did not come.
    [[nodiscard]] bool drops(const PlaceReading &around, const std::string &key,
                             const json::Value &member) const;

    /// False when reading changes nothing for sure.
    [[nodiscard]] static bool mayRead(const PlaceReading &place, const json::Value &value);
    /// Reads a value that has closed. `parts`: see CoercionWalk::run().
    [[nodiscard]] Coercions read(const PlaceReading &place, json::Value &value, std::string_view pointer,
                                 ReadParts &parts);

    /// Another value begins.
    void restart() { m_bytes = 0; }

private:
    [[nodiscard]] PlaceReading settled(const CoercionPlan *plan, json::Value::Kind kind) const;
    [[nodiscard]] bool isIdle(const CoercionPlan &plan, int depth) const;
    [[nodiscard]] bool wrapsLists(const CoercionPlan &plan) const;

    Coercer m_coercer;
    std::size_t m_bytes = 0; ///< of what was remembered so far
};

} // namespace espalier::schema
