// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/match.h"
#include "practice/reader/objectreader.h"
#include "practice/reader/segments.h"
#include "practice/reader/tablelist.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

constexpr std::size_t mostRecords = 50000;
constexpr int deepestSearch = 3; // lists in lists beyond that are read line by line only

/// Records that hold together, and how much of the text they explain.
struct Attempt
{
    std::vector<Record> records;
    double worth = 0;
    std::size_t bytes = 0; ///< of the records together
};

bool worthKeeping(const Field &item, const Reading &reading)
{
    if (reading.found == 0)
        return false;
    const std::size_t members = item.variants.empty() ? item.members.size() : 2;
    return reading.complete || reading.found * 2 > members;
}

bool excluded(const Range &range, const std::vector<Range> &others)
{
    return std::any_of(others.begin(), others.end(), [&](const Range &other) { return other.holds(range); });
}

Attempt attempt(const SourceText &source, const Field &item, const Segments &segments, const Region &region)
{
    Attempt out;
    for (const Range &segment : segments) {
        if (out.records.size() >= mostRecords || excluded(segment, region.excluded))
            continue;
        Region inner = region;
        inner.scope = segment;
        inner.parent = item.names.empty() ? Concepts{} : item.names.back();
        inner.record = segments.size() > 1 || segment.size() < trimmedRange(source.text, region.scope).size();
        inner.depth = region.depth + 1;
        Reading reading = readObject(source, item, inner);
        if (!worthKeeping(item, reading))
            continue;
        out.worth += reading.fit * reading.fit;
        out.bytes += segment.size();
        out.records.push_back({segment, std::move(reading)});
    }
    return out;
}

/// The part of the scope that stands under the list's own name.
std::optional<Range> sectionOf(const SourceText &source, const Field &list, const Range &scope)
{
    for (const Label &label : within(source.labels, scope)) {
        const bool heads = label.sort == Label::Sort::Heading || label.sort == Label::Sort::Colon;
        if (!heads || label.value.empty() || label.value.end > scope.end)
            continue;
        const bool fits = std::any_of(list.names.begin(), list.names.end(), [&](const Concepts &name) {
            return likeness(name, label.concepts) >= 0.6;
        });
        if (fits)
            return label.value;
    }
    return std::nullopt;
}

Attempt best(const SourceText &source, const Field &item, const Region &region)
{
    Attempt out;
    for (const Segments &segments : segmentations(source, item, region.scope)) {
        Attempt candidate = attempt(source, item, segments, region);
        // Of two ways that explain as much, the one that needs less text for it.
        const bool better = candidate.worth > out.worth + 1e-9;
        const bool closer = candidate.worth > out.worth - 1e-9 && candidate.bytes < out.bytes;
        if (better || closer)
            out = std::move(candidate);
        if (region.depth >= deepestSearch && out.worth > 0)
            break;
    }
    return out;
}

/// The same single values as in `narrow`, and more besides.
bool addsTo(const json::Value &wide, const json::Value &narrow)
{
    const auto same = [&](const json::Member &member) {
        return member.value.isNull() || member.value.isArray() || wide[member.key].equals(member.value);
    };
    return !wide.equals(narrow) && std::all_of(narrow.members().begin(), narrow.members().end(), same);
}

/// One whole record alone: what stands around its segment may belong to it (a second address further on).
void widenOnlyRecord(const SourceText &source, const Field &item, const Region &region, Attempt &found)
{
    const auto isWhole = [](const Record &record) { return record.reading.complete; };
    const auto only = std::find_if(found.records.begin(), found.records.end(), isWhole);
    if (only == found.records.end() || region.record || region.depth > 1 ||
        std::count_if(found.records.begin(), found.records.end(), isWhole) > 1)
        return;
    Region whole = region;
    whole.parent = item.names.empty() ? Concepts{} : item.names.back();
    whole.depth = 0; // its own lists are searched as those of a document are
    Reading reading = readObject(source, item, whole);
    if (worthKeeping(item, reading) && addsTo(reading.value, only->reading.value))
        found.records = {{region.scope, std::move(reading)}};
}

} // namespace

std::vector<Record> readRecordList(const SourceText &source, const Field &list, const Region &region)
{
    const Field &item = list.item.front();
    std::vector<Record> rows = readTables(source, item, region);
    double tableWorth = 0;
    for (const Record &row : rows)
        tableWorth += row.reading.fit;
    Region inner = region;
    Attempt found;
    if (const auto section = sectionOf(source, list, region.scope)) {
        inner.scope = *section;
        found = best(source, item, inner);
        found.worth *= 1.5;
    }
    if (found.records.empty() && tableWorth < 0.5) {
        inner.scope = region.scope;
        found = best(source, item, inner);
        widenOnlyRecord(source, item, inner, found);
    }
    return tableWorth >= found.worth && !rows.empty() ? std::move(rows) : std::move(found.records);
}

} // namespace espalier::practice
