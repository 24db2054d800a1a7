// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/coercion.h"
#include "schema/coercionplan_p.h"
#include "json/pointer.h"
#include "json/value.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace espalier::schema {

/// What is known of a value's items or members, by their place in it as it came, before it is read itself.
struct ReadParts
{
    std::vector<bool> read;        ///< they are what they will be
    std::vector<Coercions> made;   ///< of these, with it
    std::vector<std::size_t> gone; ///< out: members that went, in ascending order
};

/// One reading of one value: changes it in place and remembers what was changed. Both are bounded: past a
/// depth, 64 MB of things remembered and a number of tries inside unions, what is left stays as it came.
class CoercionWalk
{
public:
    /// `bytes`: of what was remembered elsewhere of the same answer.
    CoercionWalk(const CoercionOptions &options, std::string_view pointer, std::size_t bytes = 0);

    /// Once. `parts`: of the value; what is read of them is not read again. What they made comes where it
    /// would have been made now.
    [[nodiscard]] Coercions run(json::Value &value, const CoercionPlan &plan, ReadParts *parts = nullptr);
    /// Of all that was remembered.
    [[nodiscard]] std::size_t bytes() const noexcept { return m_bytes; }

private:
    using Branches = std::vector<CoercionPlan::Branch>;
    using Renamed =
        std::unordered_map<std::size_t, std::string>; ///< index of a member → the name it came with

    void read(json::Value &value, const CoercionPlan &plan);
    /// True when nothing is left to read: it became a list, whose item is read.
    bool readScalar(json::Value &value, const CoercionPlan &plan);
    void readText(json::Value &value, const CoercionPlan &plan);
    void readDate(json::Value &value, const CoercionPlan &plan);
    void readNumber(json::Value &value, const CoercionPlan &plan);
    bool wrap(json::Value &value, const CoercionPlan &plan);
    void readItems(json::Value &value, const CoercionPlan &plan);

    void readObject(json::Value &value, const CoercionPlan &plan);
    [[nodiscard]] Renamed rename(json::Value::Object &members, const std::vector<std::size_t> &effective,
                                 const CoercionPlan &plan) const;
    void remove(json::Value::Object &members, const std::unordered_set<std::string> &names);
    void fillDefaults(json::Value::Object &members, const CoercionPlan &plan);

    /// True when that part of the value we began with is read; what it made is told.
    bool isRead(std::size_t part);

    void readUnion(json::Value &value, const Branches &branches);
    void choose(json::Value &value, const Branches &branches);
    void tryEach(json::Value &value, const std::vector<const CoercionPlan::Branch *> &branches);
    [[nodiscard]] bool afford(const json::Value &value);

    void note(CoercionKind kind, std::string from, std::string to);
    void become(json::Value &value, json::Value now, CoercionKind kind);
    [[nodiscard]] bool full() const noexcept;
    /// What was noted since there were `count`, taken back.
    Coercions takeBack(std::size_t count);

    const CoercionOptions &m_options;
    std::string m_at;   ///< where we are, as it is now
    std::string m_from; ///< where that came
    int m_depth = 0;
    Coercions m_made;
    std::size_t m_bytes = 0; ///< of the texts in m_made
    ReadParts *m_parts = nullptr;
    const json::Value *m_union = nullptr; ///< the outermost one that we are in
    std::optional<std::size_t> m_tries;   ///< values of it that may still be tried; unknown before the first
};

/// Steps into a child for as long as it lives.
class CoercionStep
{
public:
    template <typename Now, typename Came>
    CoercionStep(std::string &at, std::string &from, const Now &now, const Came &came)
        : CoercionStep(at, from)
    {
        json::appendToken(at, now);
        json::appendToken(from, came);
    }
    /// Into a place that was not there when the answer came.
    CoercionStep(std::string &at, std::string &from, std::size_t now)
        : CoercionStep(at, from)
    {
        json::appendToken(at, now);
    }
    CoercionStep(const CoercionStep &) = delete;
    CoercionStep &operator=(const CoercionStep &) = delete;
    ~CoercionStep()
    {
        m_at.resize(m_atSize);
        m_from.resize(m_fromSize);
    }

private:
    CoercionStep(std::string &at, std::string &from)
        : m_at(at)
        , m_from(from)
        , m_atSize(at.size())
        , m_fromSize(from.size())
    {
    }

    std::string &m_at;
    std::string &m_from;
    std::size_t m_atSize;
    std::size_t m_fromSize;
};

} // namespace espalier::schema
