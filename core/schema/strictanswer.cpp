// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/strictanswer.h"

#include "schema/references_p.h"
#include "json/pointer.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace espalier::schema {

namespace {

using json::Value;
using Schemas = std::vector<const Value *>;

constexpr int kMostSteps = 64; ///< of references and combinations at one value; more is a circle

class Reader
{
public:
    explicit Reader(const Value &document)
        : m_references(document)
    {
    }

    Value read(const Value &answer, const Schemas &schemas, const std::string &pointer)
    {
        if (answer.isArray())
            return list(answer, schemas, pointer);
        return answer.isObject() ? object(answer, schemas, pointer) : answer;
    }

    std::vector<std::string> takeAbsent() { return std::move(m_absent); }

private:
    Value list(const Value &answer, const Schemas &schemas, const std::string &pointer)
    {
        const Schemas all = applied(schemas, answer);
        Value out = Value::array();
        for (std::size_t i = 0; i < answer.items().size(); ++i) {
            Schemas inner;
            for (const Value *schema : all) {
                const auto &prefix = (*schema)["prefixItems"].items();
                const Value &items = i < prefix.size() ? prefix[i] : (*schema)["items"];
                if (items.isObject())
                    inner.push_back(&items);
            }
            std::string place = pointer;
            json::appendToken(place, i);
            out.mutableItems().push_back(read(answer.items()[i], inner, place));
        }
        return out;
    }

    Value object(const Value &answer, const Schemas &schemas, const std::string &pointer)
    {
        const Schemas all = applied(schemas, answer);
        Value out = Value::object();
        for (const json::Member &member : answer.members()) {
            std::string place = pointer;
            json::appendToken(place, member.key);
            Schemas inner;
            bool meansAbsent = member.value.isNull();
            for (const Value *schema : all) {
                const Value *property = (*schema)["properties"].find(member.key);
                if (!property)
                    continue;
                inner.push_back(property);
                meansAbsent = meansAbsent && !demands(*schema, member.key) && !takesNull(*property, 0);
            }
            if (meansAbsent && !inner.empty()) {
                m_absent.push_back(place);
                continue;
            }
            out.mutableMembers().push_back({member.key, read(member.value, inner, place)});
        }
        return out;
    }

    static bool demands(const Value &schema, const std::string &key)
    {
        const auto &names = schema["required"].items();
        return std::any_of(names.begin(), names.end(),
                           [&key](const Value &name) { return name.text() == key; });
    }

    /// The schemas and what they apply to the same value, without members of unions it cannot belong to.
    Schemas applied(const Schemas &schemas, const Value &answer) const
    {
        Schemas out;
        for (const Value *schema : schemas)
            collect(*schema, answer, 0, out);
        return out;
    }

    void collect(const Value &schema, const Value &answer, int step, Schemas &out) const
    {
        if (!schema.isObject() || step > kMostSteps ||
            std::find(out.begin(), out.end(), &schema) != out.end())
            return;
        out.push_back(&schema);
        if (const Value *target = referred(schema))
            collect(*target, answer, step + 1, out);
        for (const Value &part : schema["allOf"].items())
            collect(part, answer, step + 1, out);
        for (const char *keyword : {"anyOf", "oneOf"}) {
            for (const Value &part : schema[keyword].items()) {
                if (mayBe(part, answer, step + 1))
                    collect(part, answer, step + 1, out);
            }
        }
    }

    const Value *referred(const Value &schema) const
    {
        if (!schema["$ref"].isString())
            return nullptr;
        const auto target = m_references.resolve(schema["$ref"].text());
        return target ? target->schema : nullptr;
    }

    /// By its members of fixed value, and by members the union's part does not know.
    bool mayBe(const Value &schema, const Value &answer, int step) const
    {
        if (step > kMostSteps || !schema.isObject())
            return true;
        if (const Value *target = referred(schema); target && !mayBe(*target, answer, step + 1))
            return false;
        const bool shut = schema["additionalProperties"].isBool() && !schema["additionalProperties"].isTrue();
        for (const json::Member &member : answer.members()) {
            const Value *property = schema["properties"].find(member.key);
            if (!property && shut && schema["properties"].isObject() && !member.value.isNull())
                return false;
            if (!property)
                continue;
            if (const Value *constant = property->find("const"); constant && !constant->equals(member.value))
                return false;
            const auto &allowed = (*property)["enum"].items();
            const bool among = std::any_of(allowed.begin(), allowed.end(), [&member](const Value &value) {
                return value.equals(member.value);
            });
            if (!allowed.empty() && !among && !member.value.isNull())
                return false;
        }
        return true;
    }

    bool takesNull(const Value &schema, int step) const
    {
        if (!schema.isObject())
            return schema.isTrue();
        if (step > kMostSteps)
            return true;
        const auto takes = [this, step](const Value &part) { return takesNull(part, step + 1); };
        const auto isNull = [](const Value &value) { return value.isNull() || value.text() == "null"; };
        const Value &type = schema["type"];
        if (!type.isNull() && type.text() != "null" &&
            std::none_of(type.items().begin(), type.items().end(), isNull) && !schema["nullable"].isTrue())
            return false;
        if (const Value *constant = schema.find("const"); constant && !constant->isNull())
            return false;
        const auto &allowed = schema["enum"].items();
        if (!allowed.empty() &&
            std::none_of(allowed.begin(), allowed.end(), [](const Value &v) { return v.isNull(); }))
            return false;
        if (const Value *target = referred(schema); target && !takes(*target))
            return false;
        for (const char *keyword : {"anyOf", "oneOf"}) {
            const auto &parts = schema[keyword].items();
            if (!parts.empty() && std::none_of(parts.begin(), parts.end(), takes))
                return false;
        }
        const auto &parts = schema["allOf"].items();
        return std::all_of(parts.begin(), parts.end(), takes);
    }

    References m_references;
    std::vector<std::string> m_absent;
};

} // namespace

StrictReading readBackStrict(const Value &answer, const Value &schema)
{
    Reader reader(schema);
    Value value = reader.read(answer, {&schema}, {});
    return {std::move(value), reader.takeAbsent()};
}

} // namespace espalier::schema
