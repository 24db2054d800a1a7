// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "practice/reader/objectreader.h"

#include "practice/reader/match.h"

#include <algorithm>
#include <utility>

namespace espalier::practice {

namespace {

using json::Value;

constexpr double leastScore = 0.3;
constexpr int deepest = 6;

/// A candidate and the member it is for.
struct Bid
{
    const Candidate *candidate;
    std::size_t member;
};

class ObjectReader
{
public:
    ObjectReader(const SourceText &source, const Field &field, const Region &region)
        : m_source(source)
        , m_field(field)
        , m_region(region)
        , m_values(field.members.size())
    {
    }

    Reading read()
    {
        lists();
        objects();
        scalars();
        leftovers();
        return composed();
    }

private:
    [[nodiscard]] Region inner(const Field &member) const
    {
        Region region = m_region;
        ++region.depth;
        region.record = false;
        region.parent = member.names.empty() ? Concepts{} : member.names.front();
        region.excluded.insert(region.excluded.end(), m_taken.begin(), m_taken.end());
        return region;
    }

    void lists()
    {
        for (std::size_t i = 0; i < m_field.members.size(); ++i) {
            const Field &member = m_field.members[i];
            if (member.type != Field::Type::List || m_region.depth >= deepest ||
                (isRecursive(member) && !section(member)))
                continue;
            if (auto reading = readList(m_source, member, inner(member)))
                keep(i, std::move(*reading));
        }
    }

    /// What holds another of its own kind is only read where the text says so: what stands there belongs to
    /// the outer one first.
    static bool isRecursive(const Field &list)
    {
        return list.recursive || (!list.item.empty() && list.item.front().recursive);
    }

    void keep(std::size_t member, Reading reading)
    {
        m_values[member] = std::move(reading.value);
        m_taken.insert(m_taken.end(), reading.used.begin(), reading.used.end());
        ++m_found;
    }

    /// The part of the scope that is headed by the member's name, or nothing.
    [[nodiscard]] std::optional<Range> section(const Field &member) const
    {
        const Label *best = nullptr;
        double score = 0.55;
        for (const Label &label : within(m_source.labels, m_region.scope)) {
            if (label.sort == Label::Sort::Prefix || label.value.end > m_region.scope.end)
                continue;
            for (const Concepts &name : member.names) {
                const double match =
                    likeness(name, label.concepts) * (label.sort == Label::Sort::Heading ? 1.05 : 1);
                if (match > score) {
                    score = match;
                    best = &label;
                }
            }
        }
        if (!best)
            return std::nullopt;
        Range range = best->value;
        // "Seller: Bei Spiel GmbH" goes on in the lines below until the next label or blank line.
        if (best->sort != Label::Sort::Heading) {
            for (const Line &line : within(m_source.lines, {range.end, m_region.scope.end})) {
                const auto labels = within(m_source.labels, line.range);
                const bool labelled = !labels.empty() && labels.front().sort == Label::Sort::Colon;
                if (line.blank() || labelled || line.range.end > m_region.scope.end)
                    break;
                range.end = line.range.end;
            }
        }
        return range;
    }

    void objects()
    {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < m_field.members.size(); ++i) {
            const Field &member = m_field.members[i];
            if (member.type != Field::Type::Object || m_region.depth >= deepest)
                continue;
            const auto range = section(member);
            if (!range) {
                if (!member.recursive)
                    open.push_back(i);
                continue;
            }
            Region region = inner(member);
            region.scope = *range;
            region.record = true;
            Reading reading = readObject(m_source, member, region);
            if (reading.found == 0) {
                if (!member.recursive)
                    open.push_back(i);
                continue;
            }
            reading.used.push_back(*range);
            keep(i, std::move(reading));
        }
        for (const std::size_t i : open) {
            Reading reading = readObject(m_source, m_field.members[i], inner(m_field.members[i]));
            if (reading.found > 0)
                keep(i, std::move(reading));
        }
    }

    void scalars()
    {
        Search search{m_source, m_region.scope, m_region.parent, m_region.record, 0, 0, false};
        for (const Field &member : m_field.members) {
            search.numbers += member.isNumeric() && member.meaning != Meaning::Age ? 1 : 0;
            search.people += member.meaning == Meaning::FullName ? 1 : 0;
            search.houseNumberApart = search.houseNumberApart || member.meaning == Meaning::HouseNumber;
        }
        std::vector<Candidates> found(m_field.members.size());
        std::vector<Bid> bids;
        for (std::size_t i = 0; i < m_field.members.size(); ++i) {
            const Field &member = m_field.members[i];
            if (!member.isScalar())
                continue;
            if (member.constant) {
                m_values[i] = member.allowed.front();
                continue;
            }
            found[i] = candidatesFor(search, member);
            for (const Candidate &candidate : found[i])
                bids.push_back({&candidate, i});
        }
        std::stable_sort(bids.begin(), bids.end(),
                         [](const Bid &a, const Bid &b) { return a.candidate->score > b.candidate->score; });
        assign(bids);
    }

    void assign(const std::vector<Bid> &bids)
    {
        std::vector<Range> whole = m_region.excluded;
        whole.insert(whole.end(), m_taken.begin(), m_taken.end());
        const std::vector<Range> others = whole;
        std::vector<Range> parts;
        for (const auto &[candidate, member] : bids) {
            if (candidate->score < leastScore)
                break;
            // What fields of one object share, another object does not have as well.
            const bool sign = candidate->shares && m_field.members[member].meaning == Meaning::Currency;
            if (m_values[member] ||
                (!sign && candidate->range.overlapsAny(candidate->shares ? others : whole)))
                continue;
            if (candidate->shares && std::find(parts.begin(), parts.end(), candidate->range) != parts.end() &&
                !isNamePart(m_field.members[member]) && m_field.members[member].meaning != Meaning::Currency)
                continue;
            m_values[member] = candidate->value;
            (candidate->shares ? parts : whole).push_back(candidate->range);
            m_used.push_back(candidate->range);
            ++m_found;
        }
    }

    /// In a record of pieces ("Kwame Boateng, 39, plumber") what nothing has claimed goes to the texts still
    /// missing.
    void leftovers()
    {
        if (!m_region.record || m_used.empty())
            return;
        std::vector<Range> claimed = m_region.excluded;
        claimed.insert(claimed.end(), m_taken.begin(), m_taken.end());
        claimed.insert(claimed.end(), m_used.begin(), m_used.end());
        const std::vector<Range> pieces = unclaimedPieces(m_source, m_region.scope, claimed);
        const Search search{m_source, m_region.scope, m_region.parent, true, 0, 0, false};
        std::size_t next = 0;
        for (std::size_t i = 0; i < m_field.members.size() && next < pieces.size(); ++i) {
            const Field &member = m_field.members[i];
            const bool takes = member.meaning == Meaning::Other || member.meaning == Meaning::Job ||
                               member.meaning == Meaning::Company || member.meaning == Meaning::City ||
                               member.meaning == Meaning::Subject;
            if (m_values[i] || member.type != Field::Type::String || !takes || !member.allowed.empty() ||
                !member.pattern.empty())
                continue;
            if (auto value = convert(search, member, pieces[next])) {
                m_values[i] = std::move(*value);
                m_used.push_back(pieces[next]);
                ++m_found;
                ++next;
            }
        }
    }

    static bool isNamePart(const Field &field)
    {
        return field.meaning == Meaning::FirstName || field.meaning == Meaning::LastName;
    }

    Reading composed()
    {
        Reading out;
        out.value = Value::object();
        double total = 0;
        double filled = 0;
        bool complete = true;
        for (std::size_t i = 0; i < m_field.members.size(); ++i) {
            const Field &member = m_field.members[i];
            const bool counts = !member.constant && !(member.inferable && !m_values[i]);
            total += counts ? 1 : 0;
            filled += counts && m_values[i] ? 1 : 0;
            complete = complete && (m_values[i] || !member.required || member.nullable || member.inferable ||
                                    member.type == Field::Type::List);
            if (m_values[i])
                out.value.set(member.key, *m_values[i]);
        }
        infer(out.value);
        out.found = m_found;
        out.complete = complete;
        out.fit = total > 0 ? filled / total * (complete ? 1 : 0.5) : 0;
        out.used = m_taken;
        out.used.insert(out.used.end(), m_used.begin(), m_used.end());
        return out;
    }

    /// Fills what may be inferred and what has to be there, then puts the members in the schema's order.
    void infer(Value &value) const
    {
        Value ordered = Value::object();
        for (const Field &member : m_field.members) {
            const Value *read = value.find(member.key);
            const bool sentence = !read && member.inferable && member.isScalar() && m_found > 0 &&
                                  member.meaning != Meaning::Job;
            const std::string text =
                sentence ? sentenceOf(m_field, value, member, m_region.record) : std::string();
            if (read)
                ordered.set(member.key, *read);
            else if (!text.empty())
                ordered.set(member.key, Value::string(text));
            else if (member.nullable)
                ordered.set(member.key, Value::null());
            else if (member.type == Field::Type::List && member.required)
                ordered.set(member.key, Value::array()); // looked for, none found
        }
        value = std::move(ordered);
    }

    const SourceText &m_source;
    const Field &m_field;
    const Region &m_region;
    std::vector<std::optional<Value>> m_values;
    std::vector<Range> m_taken; ///< by lists and objects inside
    std::vector<Range> m_used;  ///< by single values
    std::size_t m_found = 0;
};

/// Label by label, for an object that names no members.
Reading readMap(const SourceText &source, const Region &region)
{
    Reading out;
    out.value = Value::object();
    for (const Label &label : within(source.labels, region.scope)) {
        if (label.sort != Label::Sort::Colon || label.value.empty() || label.value.end > region.scope.end)
            continue;
        out.value.set(source.of(label.name), Value::string(std::string(source.of(label.value))));
        out.used.push_back(label.value);
        ++out.found;
    }
    out.complete = true;
    out.fit = out.found > 0 ? 1 : 0;
    return out;
}

} // namespace

Candidates candidatesFor(const Search &search, const Field &field)
{
    Candidates out;
    fromLabels(search, field, out);
    if (search.source.inJson(search.scope))
        return out;
    const auto labelled = static_cast<std::ptrdiff_t>(out.size());
    fromSpans(search, field, out);
    fromNames(search, field, out);
    fromAddresses(search, field, out);
    fromChoices(search, field, out);
    fromProse(search, field, out);
    fromTokens(search, field, out);
    fromHead(search, field, out);
    fromDesignators(search, field, out);
    fromWeekdays(search, field, out);
    const auto wrong = [&](const Candidate &each) {
        return search.source.inJson(each.range) || isByAnother(search, field, each.range) ||
               (!each.value.isBool() && isDenied(search, each.range));
    };
    out.erase(std::remove_if(out.begin() + labelled, out.end(), wrong), out.end());
    return out;
}

Reading readObject(const SourceText &source, const Field &field, const Region &region)
{
    Reading best;
    for (const Field &variant : field.variants) {
        Reading reading = readObject(source, variant, region);
        if (reading.fit > best.fit || best.value.isNull())
            best = std::move(reading);
    }
    if (!field.variants.empty())
        return best;
    return field.map ? readMap(source, region) : ObjectReader(source, field, region).read();
}

std::optional<Value> readScalar(const SourceText &source, const Field &field, const Region &region)
{
    Field object;
    object.type = Field::Type::Object;
    object.members.push_back(field);
    object.members.front().key = "value";
    const Reading reading = readObject(source, object, region);
    const Value *value = reading.value.find("value");
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<Reading> readList(const SourceText &source, const Field &field, const Region &region)
{
    if (field.item.empty())
        return std::nullopt;
    const Field &item = field.item.front();
    Reading out;
    if (item.type == Field::Type::Object) {
        out.value = Value::array();
        for (Record &record : readRecordList(source, field, region)) {
            out.value.mutableItems().push_back(std::move(record.reading.value));
            out.used.insert(out.used.end(), record.reading.used.begin(), record.reading.used.end());
        }
    } else if (item.isScalar()) {
        out = readScalarList(source, field, region);
    }
    if (out.value.items().empty())
        return std::nullopt;
    out.found = out.value.items().size();
    out.complete = true;
    out.fit = 1;
    return out;
}

} // namespace espalier::practice
