// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/memberreader.h"

#include <limits>

namespace espalier::json {

MemberReader::MemberReader(const Value &object, std::string place)
    : m_object(object)
    , m_place(std::move(place))
{
}

const Value *MemberReader::present(std::string_view name) const
{
    const Value *value = m_object.find(name);
    return value && !value->isNull() ? value : nullptr;
}

void MemberReader::complain(std::string_view name)
{
    if (m_problem.empty())
        m_problem = "\"" + m_place + std::string(name) + "\" cannot be used";
}

void MemberReader::adopt(const MemberReader &inner)
{
    if (m_problem.empty())
        m_problem = inner.m_problem;
}

void MemberReader::read(std::string_view name, std::string &field)
{
    const Value *value = present(name);
    if (value && value->isString())
        field = value->text();
    else if (value)
        complain(name);
}

void MemberReader::read(std::string_view name, bool &field)
{
    const Value *value = present(name);
    if (value && value->isBool())
        field = value->isTrue();
    else if (value)
        complain(name);
}

void MemberReader::read(std::string_view name, double &field)
{
    const Value *value = present(name);
    const auto number = value ? value->toDouble() : std::nullopt;
    if (number && *number >= 0)
        field = *number;
    else if (value)
        complain(name);
}

void MemberReader::read(std::string_view name, std::optional<std::int64_t> &field, std::int64_t least)
{
    const Value *value = present(name);
    const auto number = value ? value->toInt64() : std::nullopt;
    if (number && *number >= least)
        field = number;
    else if (value)
        complain(name);
}

void MemberReader::read(std::string_view name, std::int64_t &field, std::int64_t least)
{
    std::optional<std::int64_t> number;
    read(name, number, least);
    field = number.value_or(field);
}

void MemberReader::read(std::string_view name, std::optional<int> &field, int least)
{
    std::optional<std::int64_t> wide;
    read(name, wide, least);
    if (wide && *wide > std::numeric_limits<int>::max())
        complain(name);
    else if (wide)
        field = static_cast<int>(*wide);
}

void MemberReader::read(std::string_view name, int &field, int least)
{
    std::optional<int> number;
    read(name, number, least);
    field = number.value_or(field);
}

} // namespace espalier::json
