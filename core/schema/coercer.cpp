// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/coercer_p.h"

#include "schema/coercescalar_p.h"
#include "schema/issuetext.h"
#include "json/pointer.h"

#include <QRegularExpression>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace espalier::schema {

using json::Value;

namespace {

constexpr int kMaxDepth = 1'024; // of values, as deep as answers may be

/// Steps into a child for as long as it lives.
template <typename Now, typename Came>
class Step
{
public:
    Step(std::string &at, std::string &from, const Now &now, const Came &came)
        : m_at(at)
        , m_from(from)
        , m_atSize(at.size())
        , m_fromSize(from.size())
    {
        json::appendToken(at, now);
        json::appendToken(from, came);
    }
    Step(const Step &) = delete;
    Step &operator=(const Step &) = delete;
    ~Step()
    {
        m_at.resize(m_atSize);
        m_from.resize(m_fromSize);
    }

private:
    std::string &m_at;
    std::string &m_from;
    std::size_t m_atSize;
    std::size_t m_fromSize;
};

/// Of every name the last member, which is the one that counts.
std::vector<std::size_t> effectiveMembers(const Value::Object &members)
{
    std::unordered_set<std::string_view> seen;
    std::vector<std::size_t> out;
    for (std::size_t i = members.size(); i-- > 0;) {
        if (seen.insert(members[i].key).second)
            out.push_back(i);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

bool isIsoDate(const std::string &text)
{
    static const QRegularExpression iso(QStringLiteral("^\\d{4}-\\d{2}-\\d{2}$"));
    return iso.match(QString::fromStdString(text)).hasMatch();
}

} // namespace

CoercionWalk::CoercionWalk(const CoercionOptions &options, std::string_view pointer)
    : m_options(options)
    , m_at(pointer)
    , m_from(pointer)
{
}

void CoercionWalk::note(CoercionKind kind, std::string from, const Value *to)
{
    m_made.push_back({kind, m_at, m_from, std::move(from), to ? shortJson(*to) : std::string()});
}

void CoercionWalk::become(Value &value, Value now, CoercionKind kind)
{
    note(kind, shortJson(value), &now);
    value = std::move(now);
}

void CoercionWalk::read(Value &value, const CoercionPlan &plan)
{
    if (m_depth >= kMaxDepth)
        return;
    ++m_depth;
    if (m_options.level != CoercionLevel::Off)
        readScalar(value, plan);
    if (value.isObject() && plan.types & ObjectType)
        readObject(value, plan);
    else if (value.isArray() && plan.types & ArrayType)
        readItems(value, plan);
    for (const auto &choice : plan.unions)
        readUnion(value, choice);
    --m_depth;
}

void CoercionWalk::readScalar(Value &value, const CoercionPlan &plan)
{
    if (value.isString())
        readText(value, plan);
    else if (value.isNumber())
        readNumber(value, plan);
    if (m_options.level == CoercionLevel::All && (plan.types & coercionTypeOf(value)) == 0)
        wrap(value, plan);
}

void CoercionWalk::readText(Value &value, const CoercionPlan &plan)
{
    if (plan.types & StringType) {
        const bool allowed =
            std::find(plan.words.begin(), plan.words.end(), value.text()) != plan.words.end();
        if (plan.onlyWords && !allowed) {
            if (const auto meant = allowedMeant(value.text(), plan.words, m_options.level))
                return become(value, Value::string(plan.words[*meant]), CoercionKind::EnumValue);
        }
        if (plan.format == "date" && m_options.level == CoercionLevel::All && !isIsoDate(value.text())) {
            if (const auto date = dateInWords(value.text()))
                become(value, Value::string(*date), CoercionKind::DateInWords);
        }
        return;
    }
    if (plan.types & (IntegerType | NumberType)) {
        if (auto number = numberInText(value.text(), m_options)) {
            const auto whole = plan.types & NumberType ? std::nullopt : wholeNumber(*number);
            return become(value, Value::number(whole ? *whole : *number), CoercionKind::TextToNumber);
        }
    }
    if (plan.types & BooleanType) {
        if (const auto boolean = booleanInText(value.text(), m_options.level))
            become(value, Value::boolean(*boolean), CoercionKind::TextToBoolean);
    }
}

void CoercionWalk::readNumber(Value &value, const CoercionPlan &plan)
{
    if ((plan.types & (IntegerType | NumberType)) == IntegerType) {
        if (const auto whole = wholeNumber(value.text()))
            become(value, Value::number(*whole), CoercionKind::WholeNumber);
        return;
    }
    const bool one = value.text() == "1";
    const bool number = plan.types & (IntegerType | NumberType);
    if (m_options.level == CoercionLevel::All && plan.types & BooleanType && !number && (one || value.text() == "0"))
        become(value, Value::boolean(one), CoercionKind::NumberToBoolean);
}

/// One value where a list is asked for, when the items can be such values.
bool CoercionWalk::wrap(Value &value, const CoercionPlan &plan)
{
    if ((plan.types & ArrayType) == 0 || value.isNull() || !plan.prefix.empty())
        return false;
    Value list = Value::array({value});
    if (plan.items) {
        const std::size_t before = m_made.size();
        Value item = value;
        read(item, *plan.items);
        m_made.resize(before); // they are made again once it is in its list
        if ((plan.items->types & coercionTypeOf(item)) == 0)
            return false;
    }
    become(value, std::move(list), CoercionKind::ValueToList);
    return true;
}

void CoercionWalk::readItems(Value &value, const CoercionPlan &plan)
{
    const bool wrapped = !m_made.empty() && m_made.back().kind == CoercionKind::ValueToList &&
                         m_made.back().instance == m_at;
    Value::Array &items = value.mutableItems();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const CoercionPlan *item = i < plan.prefix.size() ? plan.prefix[i] : plan.items;
        if (!item)
            continue;
        const std::string from = m_from;
        {
            const Step step(m_at, m_from, i, i);
            if (wrapped)
                m_from = from; // the value itself stood where the list is now
            read(items[i], *item);
        }
        m_from = from;
    }
}

void CoercionWalk::readObject(Value &value, const CoercionPlan &plan)
{
    Value::Object &members = value.mutableMembers();
    std::vector<std::string> cameAs(members.size()); // empty: under its own name
    if (m_options.level != CoercionLevel::Off)
        rename(value, plan, cameAs);
    for (const std::size_t i : effectiveMembers(members)) {
        const auto known = plan.members.find(members[i].key);
        const CoercionPlan *inner = known != plan.members.end() ? known->second.plan : plan.additional;
        if (!inner)
            continue;
        const Step step(m_at, m_from, members[i].key, cameAs[i].empty() ? members[i].key : cameAs[i]);
        read(members[i].value, *inner);
    }
    if (m_options.level != CoercionLevel::Off)
        dropNulls(value, plan);
    if (m_options.defaults)
        fillDefaults(value, plan);
}

/// Unknown members whose name is that of an absent one but for its spelling.
void CoercionWalk::rename(Value &object, const CoercionPlan &plan, std::vector<std::string> &cameAs)
{
    Value::Object &members = object.mutableMembers();
    std::unordered_set<std::string_view> present;
    for (const json::Member &member : members)
        present.insert(member.key);
    const bool absent = std::any_of(plan.order.begin(), plan.order.end(),
                                    [&](const std::string &name) { return present.count(name) == 0; });
    if (plan.freeNames || !absent)
        return;
    std::unordered_map<std::string, std::vector<std::size_t>> meant;
    for (const std::size_t i : effectiveMembers(members)) {
        if (plan.members.count(members[i].key) > 0)
            continue;
        const auto name = plan.folded.find(foldedName(members[i].key));
        if (name != plan.folded.end() && !name->second.empty() && present.count(name->second) == 0)
            meant[name->second].push_back(i);
    }
    for (const std::string &name : plan.order) {
        const auto found = meant.find(name);
        if (found == meant.end() || found->second.size() != 1)
            continue; // two that could be meant: neither
        const std::size_t at = found->second.front();
        const Step step(m_at, m_from, name, members[at].key);
        m_made.push_back({CoercionKind::MemberName, m_at, m_from, members[at].key, name});
        cameAs[at] = std::exchange(members[at].key, name);
    }
}

void CoercionWalk::dropNulls(Value &object, const CoercionPlan &plan)
{
    Value::Object &members = object.mutableMembers();
    const auto goes = [&](const json::Member &member) {
        const auto known = plan.members.find(member.key);
        return member.value.isNull() && known != plan.members.end() && !known->second.required &&
               !known->second.plan->takesNull();
    };
    for (const json::Member &member : members) {
        if (!goes(member))
            continue;
        const Step step(m_at, m_from, member.key, member.key);
        note(CoercionKind::NullToAbsent, "null", nullptr);
    }
    std::erase_if(members, goes);
}

void CoercionWalk::fillDefaults(Value &object, const CoercionPlan &plan)
{
    for (const std::string &name : plan.order) {
        const Value *standard = plan.members.at(name).standard;
        if (!standard || object.find(name))
            continue;
        const Step step(m_at, m_from, name, name);
        note(CoercionKind::Default, {}, standard);
        object.set(name, *standard);
    }
}

} // namespace espalier::schema
