// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercer_p.h"

#include "schema/coercescalar_p.h"
#include "schema/issuetext.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace espalier::schema {

using json::Value;

namespace {

constexpr int kMaxDepth = 2'048;               // of plans inside plans, as deep as the validator goes
constexpr std::size_t kMostBytes = 64'000'000; // of what is remembered; nothing is changed that is not

bool isIsoDate(const std::string &text)
{
    constexpr std::string_view shape = "0000-00-00";
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(),
                      [](char c, char like) { return like == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

} // namespace

CoercionWalk::CoercionWalk(const CoercionOptions &options, std::string_view pointer, std::size_t bytes)
    : m_options(options)
    , m_at(pointer)
    , m_from(pointer)
    , m_bytes(bytes)
{
}

Coercions CoercionWalk::run(Value &value, const CoercionPlan &plan, ReadParts *parts)
{
    m_parts = parts;
    read(value, plan);
    return std::move(m_made);
}

bool CoercionWalk::isRead(std::size_t part)
{
    if (!m_parts || m_depth != 1 || !m_parts->read[part])
        return false;
    Coercions &made = m_parts->made[part];
    m_made.insert(m_made.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
    made.clear();
    return true;
}

bool CoercionWalk::full() const noexcept
{
    return m_bytes > kMostBytes;
}

void CoercionWalk::note(CoercionKind kind, std::string from, std::string to)
{
    m_made.push_back({kind, m_at, m_from, std::move(from), std::move(to)});
    const Coercion &made = m_made.back();
    m_bytes += made.instance.size() + made.origin.size() + made.from.size() + made.to.size();
}

void CoercionWalk::become(Value &value, Value now, CoercionKind kind)
{
    note(kind, shortJson(value), shortJson(now));
    value = std::move(now);
}

Coercions CoercionWalk::takeBack(std::size_t count)
{
    const auto since = m_made.begin() + static_cast<std::ptrdiff_t>(count);
    Coercions taken(std::make_move_iterator(since), std::make_move_iterator(m_made.end()));
    m_made.erase(since, m_made.end());
    for (const Coercion &made : taken)
        m_bytes -= made.instance.size() + made.origin.size() + made.from.size() + made.to.size();
    return taken;
}

void CoercionWalk::read(Value &value, const CoercionPlan &plan)
{
    if (m_depth >= kMaxDepth || full())
        return;
    ++m_depth;
    const bool done = m_options.level != CoercionLevel::Off && readScalar(value, plan);
    if (!done && value.isObject() && plan.types & ObjectType)
        readObject(value, plan);
    else if (!done && value.isArray() && plan.types & ArrayType)
        readItems(value, plan);
    for (const Branches &choice : plan.unions)
        readUnion(value, choice);
    --m_depth;
}

bool CoercionWalk::readScalar(Value &value, const CoercionPlan &plan)
{
    if (value.isString())
        readText(value, plan);
    else if (value.isNumber())
        readNumber(value, plan);
    return m_options.level == CoercionLevel::All && (plan.types & coercionTypeOf(value)) == 0 &&
           wrap(value, plan);
}

void CoercionWalk::readText(Value &value, const CoercionPlan &plan)
{
    const std::string &text = value.text();
    if (plan.types & StringType) {
        if (plan.allows(value))
            return readDate(value, plan);
        if (const std::string *meant = plan.allowed->words().meant(text, m_options.level))
            return become(value, Value::string(*meant), CoercionKind::EnumValue);
    }
    if (plan.types & (IntegerType | NumberType)) {
        const auto number = numberInText(text, m_options);
        if (number && (plan.types & NumberType || isWhole(*number))) {
            const auto whole = plan.types & NumberType ? std::nullopt : wholeNumber(*number);
            Value read = Value::number(whole ? *whole : *number);
            if (plan.allows(read))
                return become(value, std::move(read), CoercionKind::TextToNumber);
        }
    }
    if (plan.types & BooleanType) {
        const auto boolean = booleanInText(text, m_options.level);
        if (boolean && plan.allows(Value::boolean(*boolean)))
            become(value, Value::boolean(*boolean), CoercionKind::TextToBoolean);
    }
}

void CoercionWalk::readDate(Value &value, const CoercionPlan &plan)
{
    if (plan.format != "date" || m_options.level != CoercionLevel::All || isIsoDate(value.text()))
        return;
    const auto date = dateInWords(value.text());
    if (date && plan.allows(Value::string(*date)))
        become(value, Value::string(*date), CoercionKind::DateInWords);
}

void CoercionWalk::readNumber(Value &value, const CoercionPlan &plan)
{
    if ((plan.types & (IntegerType | NumberType)) == IntegerType) {
        if (const auto whole = wholeNumber(value.text()))
            become(value, Value::number(*whole), CoercionKind::WholeNumber);
        return;
    }
    if (m_options.level != CoercionLevel::All ||
        (plan.types & (IntegerType | NumberType | BooleanType)) != BooleanType)
        return;
    const Value read = Value::boolean(value.text() == "1");
    if ((value.text() == "1" || value.text() == "0") && plan.allows(read))
        become(value, read, CoercionKind::NumberToBoolean);
}

/// One value where a list is asked for, when the items can be such values.
bool CoercionWalk::wrap(Value &value, const CoercionPlan &plan)
{
    if ((plan.types & ArrayType) == 0 || value.isNull() || !plan.prefix.empty())
        return false;
    const std::size_t before = m_made.size();
    Value list = Value::array({std::move(value)});
    note(CoercionKind::ValueToList, shortJson(list.items().front()), shortJson(list));
    Value &item = list.mutableItems().front();
    if (plan.items) {
        const Value came = item;
        {
            const CoercionStep step(m_at, m_from, 0);
            read(item, *plan.items);
        }
        if ((plan.items->types & coercionTypeOf(item)) == 0) {
            takeBack(before);
            value = came;
            return false;
        }
    }
    value = std::move(list);
    return true;
}

void CoercionWalk::readItems(Value &value, const CoercionPlan &plan)
{
    if (plan.prefix.empty() && !plan.items)
        return;
    Value::Array &items = value.mutableItems();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const CoercionPlan *item = i < plan.prefix.size() ? plan.prefix[i] : plan.items;
        if (isRead(i) || !item)
            continue;
        const CoercionStep step(m_at, m_from, i, i);
        read(items[i], *item);
    }
}

} // namespace espalier::schema
