// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/match.h"
#include "practice/reader/objectreader.h"
#include "practice/reader/segments.h"
#include "practice/reader/tablelist.h"

#include <algorithm>
#include <map>
#include <string>
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

/// What is said of a person further on is added to the record there is, when it says nothing else than that.
bool joinsEarlier(const Field &item, const Reading &reading, Attempt &out,
                  std::map<std::string, std::size_t> &known)
{
    const auto person = std::find_if(item.members.begin(), item.members.end(),
                                     [](const Field &member) { return member.meaning == Meaning::FullName; });
    const json::Value *name = person == item.members.end() ? nullptr : reading.value.find(person->key);
    if (!name || !name->isString())
        return false;
    const auto [place, fresh] = known.try_emplace(name->text(), out.records.size());
    if (fresh)
        return false;
    Reading &earlier = out.records[place->second].reading;
    json::Value whole = json::Value::object();
    std::size_t added = 0;
    for (const Field &member : item.members) { // in the schema's order
        const json::Value *before = earlier.value.find(member.key);
        const json::Value *now = reading.value.find(member.key);
        const bool fills = now && !now->isNull() && (!before || before->isNull());
        if (!fills && now && !now->isNull() && !before->equals(*now))
            return false;
        added += fills ? 1 : 0;
        if (before || now)
            whole.set(member.key, fills || !before ? *now : *before);
    }
    if (added == 0)
        return false;
    out.worth -= earlier.fit * earlier.fit;
    earlier.found += added;
    earlier.fit =
        std::min(1.0, static_cast<double>(earlier.found) / static_cast<double>(item.members.size()));
    earlier.value = std::move(whole);
    earlier.used.insert(earlier.used.end(), reading.used.begin(), reading.used.end());
    out.worth += earlier.fit * earlier.fit;
    return true;
}

/// "Total 349.70" below the items, "no insulin" among them.
bool isNoRecord(const SourceText &source, const Field &item, const Range &segment)
{
    const auto words = within(source.words, segment);
    if (words.empty())
        return false;
    const std::string_view first = source.of(placeOf(words.front()));
    if (first == "no" || first == "not" || first == "kein" || first == "keine")
        return true;
    const bool sums = std::any_of(item.members.begin(), item.members.end(), [](const Field &member) {
        return member.meaning == Meaning::Money && !member.names.empty() &&
               !hasAnyConcept(member.names.front(), {"total", "subtotal"});
    });
    const Concepts concepts = conceptsOf(first);
    return sums && words.size() < 6 && concepts.size() == 1 && hasAnyConcept(concepts, {"total", "subtotal"});
}

Attempt attempt(const SourceText &source, const Field &item, const Segments &segments, const Region &region)
{
    Attempt out;
    std::map<std::string, std::size_t> known; // persons and their records
    for (const Range &segment : segments) {
        if (out.records.size() >= mostRecords || excluded(segment, region.excluded) ||
            isNoRecord(source, item, segment))
            continue;
        Region inner = region;
        inner.scope = segment;
        inner.parent = item.names.empty() ? Concepts{} : item.names.back();
        inner.record = segments.size() > 1 || segment.size() < trimmedRange(source.text, region.scope).size();
        inner.depth = region.depth + 1;
        Reading reading = readObject(source, item, inner);
        if (!worthKeeping(item, reading))
            continue;
        out.bytes += segment.size();
        if (joinsEarlier(item, reading, out, known))
            continue;
        out.worth += reading.fit * reading.fit;
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

/// "Arsenal won. Goals: Saka (12'), Rice (45')": where most of the records stand beside one label, poorer
/// ones elsewhere are none.
void dropStrays(const SourceText &source, const Region &region, Attempt &found)
{
    const auto place = [&](std::size_t at) {
        return std::lower_bound(
            found.records.begin(), found.records.end(), at,
            [](const Record &each, std::size_t value) { return each.range.begin < value; });
    };
    for (const Label &label : within(source.labels, region.scope)) {
        if (label.sort != Label::Sort::Colon || label.value.empty())
            continue;
        const auto first = place(label.value.begin);
        const auto last = place(label.value.end);
        if (last - first < 2 || last - first == static_cast<std::ptrdiff_t>(found.records.size()))
            continue;
        const auto poorer = [](const Record &a, const Record &b) {
            return a.reading.found < b.reading.found;
        };
        const std::size_t least = std::min_element(first, last, poorer)->reading.found;
        const Range beside = label.value;
        const auto stray = [&](const Record &record) {
            return record.reading.found < least &&
                   (record.range.begin < beside.begin || record.range.begin >= beside.end);
        };
        found.records.erase(std::remove_if(found.records.begin(), found.records.end(), stray),
                            found.records.end());
        return;
    }
}

/// Where most records say what they are about, a scrap of a value that does not is none.
void dropScraps(const Field &item, Attempt &found)
{
    const auto subject = std::find_if(item.members.begin(), item.members.end(), [](const Field &member) {
        return member.meaning == Meaning::FullName || member.meaning == Meaning::Subject ||
               member.meaning == Meaning::Company;
    });
    if (subject == item.members.end())
        return;
    std::size_t most = 0;
    for (const Record &record : found.records)
        most = std::max(most, record.reading.found);
    const auto scrap = [&](const Record &record) {
        return !record.reading.value.find(subject->key) && record.reading.found * 3 <= most;
    };
    const auto scraps = std::count_if(found.records.begin(), found.records.end(), scrap);
    if (scraps * 2 < static_cast<std::ptrdiff_t>(found.records.size()))
        found.records.erase(std::remove_if(found.records.begin(), found.records.end(), scrap),
                            found.records.end());
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
        dropStrays(source, inner, found);
        dropScraps(item, found);
        widenOnlyRecord(source, item, inner, found);
    }
    return tableWorth >= found.worth && !rows.empty() ? std::move(rows) : std::move(found.records);
}

} // namespace espalier::practice
