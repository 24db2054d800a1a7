// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace espalier::json {

/// Reads the members of an object into fields that have their default already. An absent or null member
/// changes nothing; one of the wrong kind is noted as problem(), the first one counts.
class MemberReader
{
public:
    /// `place` is put before the names in problem(): "dialect.".
    MemberReader(const Value &object, std::string place);

    void read(std::string_view name, std::string &field);
    void read(std::string_view name, bool &field);
    void read(std::string_view name, int &field, int least);
    void read(std::string_view name, std::int64_t &field, std::int64_t least);
    void read(std::string_view name, double &field);
    void read(std::string_view name, std::optional<int> &field, int least);
    void read(std::string_view name, std::optional<std::int64_t> &field, std::int64_t least);

    /// A word that `fromName` turns into an enumerator.
    template <typename Field, typename FromName>
    void readWord(std::string_view name, Field &field, FromName fromName)
    {
        const Value *value = present(name);
        if (!value)
            return;
        const auto known = value->isString() ? fromName(value->text()) : std::nullopt;
        if (known)
            field = *known;
        else
            complain(name);
    }

    /// The member when it is there and not null, else nullptr.
    [[nodiscard]] const Value *present(std::string_view name) const;
    /// Notes that a member cannot be used.
    void complain(std::string_view name);
    /// Notes what a reader of an inner object found.
    void adopt(const MemberReader &inner);
    [[nodiscard]] const std::string &problem() const { return m_problem; }

private:
    const Value &m_object;
    std::string m_place;
    std::string m_problem;
};

} // namespace espalier::json
