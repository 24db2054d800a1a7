// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/rulereader.h"

#include "practice/reader/objectreader.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

Field anyObject()
{
    Field field;
    field.type = Field::Type::Object;
    field.map = true;
    return field;
}

} // namespace

Value readDocument(std::string_view document, const Value &schema)
{
    const SourceText source(document);
    const Field field = schema.isObject() ? planOf(schema) : anyObject();
    Region region;
    region.scope = source.all();
    region.parent = field.names.empty() ? Concepts{} : field.names.front();
    if (field.type == Field::Type::Object)
        return readObject(source, field, region).value;
    if (field.type == Field::Type::List) {
        const auto list = readList(source, field, region);
        return list ? list->value : Value::array();
    }
    if (field.type == Field::Type::Any && field.allowed.empty())
        return readObject(source, anyObject(), region).value;
    return readScalar(source, field, region).value_or(Value::null());
}

std::vector<RecordOfKind> readRecords(std::string_view document, const std::vector<Value> &schemas)
{
    struct Claim
    {
        Record record;
        std::size_t kind;
    };
    const SourceText source(document);
    std::vector<Claim> claims;
    for (std::size_t kind = 0; kind < schemas.size(); ++kind) {
        Field list;
        list.type = Field::Type::List;
        list.item.push_back(schemas[kind].isObject() ? planOf(schemas[kind]) : anyObject());
        list.names = list.item.front().names;
        Region region;
        region.scope = source.all();
        for (Record &record : readRecordList(source, list, region)) {
            if (record.reading.complete)
                claims.push_back({std::move(record), kind});
        }
    }
    std::stable_sort(claims.begin(), claims.end(), [](const Claim &a, const Claim &b) {
        return a.record.reading.fit > b.record.reading.fit;
    });
    std::vector<const Claim *> kept;
    for (const Claim &claim : claims) {
        const bool taken = std::any_of(kept.begin(), kept.end(), [&](const Claim *other) {
            return other->kind != claim.kind && other->record.range.overlaps(claim.record.range);
        });
        if (!taken)
            kept.push_back(&claim);
    }
    std::sort(kept.begin(), kept.end(),
              [](const Claim *a, const Claim *b) { return a->record.range.begin < b->record.range.begin; });
    std::vector<RecordOfKind> out;
    for (const Claim *claim : kept)
        out.push_back({claim->kind, claim->record.reading.value});
    return out;
}

std::size_t bestFit(std::string_view document, const std::vector<Value> &schemas)
{
    if (schemas.size() < 2)
        return 0;
    const SourceText source(document);
    std::size_t best = 0;
    double fit = -1;
    for (std::size_t i = 0; i < schemas.size(); ++i) {
        if (!schemas[i].isObject())
            continue;
        Region region;
        region.scope = source.all();
        const Reading reading = readObject(source, planOf(schemas[i]), region);
        if (reading.fit > fit) {
            fit = reading.fit;
            best = i;
        }
    }
    return best;
}

} // namespace espalier::practice
