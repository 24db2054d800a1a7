// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/value.h"

#include "json/decimal.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <charconv>
#include <cmath>

namespace espalier::json {

namespace {

const std::string kNoText;
const Value kNull;
const Value::Array kNoItems;
const Value::Object kNoMembers;

/// The members that count: the last of each name, in any order.
std::vector<const Member *> effectiveMembers(const Value &value)
{
    std::vector<const Member *> out;
    out.reserve(value.members().size());
    for (const Member &member : value.members())
        out.push_back(&member);
    std::stable_sort(out.begin(), out.end(),
                     [](const Member *a, const Member *b) { return a->key < b->key; });
    std::vector<const Member *> unique;
    for (const Member *member : out) {
        if (!unique.empty() && unique.back()->key == member->key)
            unique.back() = member;
        else
            unique.push_back(member);
    }
    return unique;
}

/// The items or members, whether they are shared or not; `none` for every other kind.
template <typename Parts, typename Data>
const Parts &partsIn(const Data &data, const Parts &none) noexcept
{
    if (const auto *own = std::get_if<Parts>(&data))
        return *own;
    const auto *shared = std::get_if<std::shared_ptr<Parts>>(&data);
    return shared && *shared ? **shared : none; // what was moved from holds nothing
}

/// The same to be changed, for which they must be the value's own.
template <typename Parts, typename Data>
Parts &ownPartsIn(Data &data)
{
    if (const auto *shared = std::get_if<std::shared_ptr<Parts>>(&data)) {
        const std::shared_ptr<Parts> held = *shared;
        data.template emplace<Parts>();
        if (held.use_count() == 1) {
            std::atomic_thread_fence(std::memory_order_acquire); // another thread may just have let go of it
            std::get<Parts>(data) = std::move(*held);
        } else if (held) {
            std::get<Parts>(data) = *held;
        }
    }
    return *std::get_if<Parts>(&data);
}

} // namespace

// Not in the header, and no default arguments below: clang wants Member complete there, which comes after
// Value.
Value Value::null()
{
    return {};
}

Value Value::boolean(bool value)
{
    Value out;
    out.m_data = value;
    return out;
}

Value Value::number(std::string text)
{
    Value out;
    out.m_data = NumberText{std::move(text)};
    return out;
}

Value Value::number(std::int64_t value)
{
    return number(std::to_string(value));
}

Value Value::string(std::string text)
{
    Value out;
    out.m_data = std::move(text);
    return out;
}

Value Value::array()
{
    return array(Array());
}

Value Value::array(Array items)
{
    Value out;
    out.m_data = std::move(items);
    return out;
}

Value Value::object()
{
    return object(Object());
}

Value Value::object(Object members)
{
    Value out;
    out.m_data = std::move(members);
    return out;
}

bool Value::isTrue() const noexcept
{
    const bool *value = std::get_if<bool>(&m_data);
    return value && *value;
}

const std::string &Value::text() const noexcept
{
    if (const auto *number = std::get_if<NumberText>(&m_data))
        return number->text;
    const auto *text = std::get_if<std::string>(&m_data);
    return text ? *text : kNoText;
}

std::optional<double> Value::toDouble() const
{
    if (!isNumber())
        return std::nullopt;
    const std::string &digits = text();
    double out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (error == std::errc::result_out_of_range && Decimal::parse(digits).isTiny())
        return 0.0;
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(out))
        return std::nullopt;
    return out;
}

std::optional<std::int64_t> Value::toInt64() const
{
    return isNumber() ? Decimal::parse(text()).toInt64() : std::nullopt;
}

const Value::Array &Value::items() const noexcept
{
    return partsIn(m_data, kNoItems);
}

const Value::Object &Value::members() const noexcept
{
    return partsIn(m_data, kNoMembers);
}

Value::Array &Value::mutableItems()
{
    assert(isArray());
    return ownPartsIn<Array>(m_data);
}

Value::Object &Value::mutableMembers()
{
    assert(isObject());
    return ownPartsIn<Object>(m_data);
}

void Value::share()
{
    if (auto *items = std::get_if<Array>(&m_data))
        m_data = std::make_shared<Array>(std::move(*items));
    else if (auto *members = std::get_if<Object>(&m_data))
        m_data = std::make_shared<Object>(std::move(*members));
}

const Value *Value::find(std::string_view key) const noexcept
{
    const Object &all = members();
    for (auto member = all.rbegin(); member != all.rend(); ++member) {
        if (member->key == key)
            return &member->value;
    }
    return nullptr;
}

const Value &Value::operator[](std::string_view key) const noexcept
{
    const Value *found = find(key);
    return found ? *found : kNull;
}

void Value::set(std::string_view key, Value value)
{
    if (isNull())
        m_data = Object{};
    Object &all = mutableMembers();
    for (auto member = all.rbegin(); member != all.rend(); ++member) {
        if (member->key == key) {
            member->value = std::move(value);
            return;
        }
    }
    all.push_back({std::string(key), std::move(value)});
}

void Value::remove(std::string_view key)
{
    std::erase_if(mutableMembers(), [key](const Member &member) { return member.key == key; });
}

bool Value::equals(const Value &other) const
{
    if (kind() != other.kind())
        return false;
    switch (kind()) {
    case Kind::Null:
        return true;
    case Kind::Bool:
        return isTrue() == other.isTrue();
    case Kind::Number:
        return compareNumbers(text(), other.text()) == 0;
    case Kind::String:
        return text() == other.text();
    case Kind::Array:
        return std::equal(items().begin(), items().end(), other.items().begin(), other.items().end(),
                          [](const Value &a, const Value &b) { return a.equals(b); });
    case Kind::Object: {
        const auto mine = effectiveMembers(*this);
        const auto theirs = effectiveMembers(other);
        return std::equal(
            mine.begin(), mine.end(), theirs.begin(), theirs.end(),
            [](const Member *a, const Member *b) { return a->key == b->key && a->value.equals(b->value); });
    }
    }
    return false;
}

bool Value::operator==(const Value &other) const
{
    if (kind() != other.kind())
        return false;
    switch (kind()) {
    case Kind::Array:
        return &items() == &other.items() || items() == other.items();
    case Kind::Object:
        return &members() == &other.members() || members() == other.members();
    default:
        return m_data == other.m_data;
    }
}

int compareNumbers(std::string_view left, std::string_view right)
{
    return Decimal::compare(Decimal::parse(left), Decimal::parse(right));
}

} // namespace espalier::json
