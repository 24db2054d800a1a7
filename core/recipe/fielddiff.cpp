// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/fielddiff.h"

#include "recipe/commonsequence_p.h"
#include "recipe/field_p.h"
#include "recipe/fieldtext_p.h"
#include "recipe/mergedorder_p.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace espalier::recipe {

using json::Value;

namespace {

/// A change, and of what came or went the field: it may have moved.
struct Entry
{
    FieldChange change;
    const Field *field = nullptr;
    std::size_t inside = 0; ///< entries behind this one that are fields inside it
    bool told = true;
};

bool sameButForTheName(const Field &before, const Field &after)
{
    Field renamed = before;
    renamed.name = after.name;
    return renamed == after;
}

/// Which older field each newer one of the same group was: the one of its name, else one that went and is
/// equal in all else.
std::vector<std::optional<std::size_t>> partners(const std::vector<Field> &before,
                                                 const std::vector<Field> &after)
{
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < before.size(); ++i)
        places.emplace(before[i].name, i);
    std::vector<std::optional<std::size_t>> out(after.size());
    std::vector<bool> taken(before.size(), false);
    for (std::size_t j = 0; j < after.size(); ++j) {
        const auto place = places.find(after[j].name);
        if (place == places.end() || taken[place->second])
            continue;
        out[j] = place->second;
        taken[place->second] = true;
    }
    for (std::size_t j = 0; j < after.size(); ++j) {
        for (std::size_t i = 0; i < before.size() && !out[j]; ++i) {
            if (!taken[i] && sameButForTheName(before[i], after[j])) {
                out[j] = i;
                taken[i] = true;
            }
        }
    }
    return out;
}

/// Newer fields that stand elsewhere among the others than they did.
std::vector<bool> reordered(const std::vector<std::optional<std::size_t>> &partnerOfAfter)
{
    std::vector<std::uint32_t> now;
    for (const auto &partner : partnerOfAfter) {
        if (partner)
            now.push_back(static_cast<std::uint32_t>(*partner));
    }
    std::vector<std::uint32_t> old = now;
    std::sort(old.begin(), old.end());
    std::vector<bool> stayed(now.size(), false);
    for (const auto &[i, j] : commonSequence(old, now))
        stayed[j] = true;
    std::vector<bool> out;
    std::size_t next = 0;
    for (const auto &partner : partnerOfAfter)
        out.push_back(partner && !stayed[next++]);
    return out;
}

std::string standsBehind(const std::vector<Field> &group, std::size_t place)
{
    return place == 0 ? "first" : "after “" + group[place - 1].name + "”";
}

std::string joined(const std::string &path, const std::string &name)
{
    return path.empty() ? name : path + " / " + name;
}

class Comparison
{
public:
    void root(const Field &before, const Field &after)
    {
        add(FieldChangeKind::Changed, "the whole answer");
        compare(m_entries.back().change, before, after);
        dropIfEmpty();
        groups(before.inner, after.inner, {});
    }

    std::vector<FieldChange> take()
    {
        pairMoved();
        std::vector<FieldChange> out;
        for (Entry &entry : m_entries) {
            if (entry.told)
                out.push_back(std::move(entry.change));
        }
        return out;
    }

private:
    Entry &add(FieldChangeKind kind, std::string path)
    {
        Entry &out = m_entries.emplace_back();
        out.change.kind = kind;
        out.change.path = std::move(path);
        return out;
    }

    void dropIfEmpty()
    {
        const FieldChange &last = m_entries.back().change;
        if (last.before.empty() && last.after.empty())
            m_entries.pop_back();
    }

    void groups(const std::vector<Field> &before, const std::vector<Field> &after, const std::string &path)
    {
        const auto partnerOfAfter = partners(before, after);
        const std::vector<bool> moved = reordered(partnerOfAfter);
        for (const Pairing &pair : mergedOrder(before.size(), partnerOfAfter)) {
            if (!pair.after)
                whole(FieldChangeKind::Removed, before[*pair.before], path);
            else if (!pair.before)
                whole(FieldChangeKind::Added, after[*pair.after], path);
            else
                both(before[*pair.before], after[*pair.after], path);
            if (pair.after && moved[*pair.after]) {
                FieldChange &change =
                    add(FieldChangeKind::Moved, joined(path, after[*pair.after].name)).change;
                change.before = standsBehind(before, *pair.before);
                change.after = standsBehind(after, *pair.after);
            }
            if (pair.before && pair.after)
                groups(before[*pair.before].inner, after[*pair.after].inner,
                       joined(path, after[*pair.after].name));
        }
    }

    void both(const Field &before, const Field &after, const std::string &path)
    {
        if (before.name != after.name) {
            FieldChange &change = add(FieldChangeKind::Renamed, joined(path, after.name)).change;
            change.before = before.name;
            change.after = after.name;
            return; // in all else they are equal
        }
        compare(add(FieldChangeKind::Changed, joined(path, after.name)).change, before, after);
        dropIfEmpty();
    }

    void whole(FieldChangeKind kind, const Field &field, const std::string &path)
    {
        const std::size_t place = m_entries.size();
        Entry &entry = add(kind, joined(path, field.name));
        entry.field = &field;
        (kind == FieldChangeKind::Added ? entry.change.after : entry.change.before) = wholeText(field);
        for (const Field &inner : field.inner)
            whole(kind, inner, joined(path, field.name));
        m_entries[place].inside = m_entries.size() - place - 1;
    }

    /// What went in one group and came in another.
    void pairMoved()
    {
        std::unordered_multimap<std::string_view, std::size_t> came;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (m_entries[i].field && m_entries[i].change.kind == FieldChangeKind::Added)
                came.emplace(m_entries[i].field->name, i);
        }
        for (Entry &went : m_entries) {
            if (!went.told || !went.field || went.change.kind != FieldChangeKind::Removed)
                continue;
            const auto [begin, end] = came.equal_range(went.field->name);
            const auto same = std::find_if(begin, end, [&](const auto &candidate) {
                const Entry &entry = m_entries[candidate.second];
                return entry.told && entry.change.kind == FieldChangeKind::Added &&
                       *entry.field == *went.field;
            });
            if (same != end)
                move(went, m_entries[same->second]);
        }
    }

    void move(Entry &went, Entry &came)
    {
        came.change.kind = FieldChangeKind::Moved;
        came.change.before = went.change.path;
        came.change.after = came.change.path;
        went.told = false;
        for (Entry *entry : {&went, &came}) { // what is inside went along
            for (std::size_t i = 1; i <= entry->inside; ++i)
                entry[i].told = false;
        }
    }

    std::vector<Entry> m_entries;
};

} // namespace

std::vector<FieldChange> fieldDiff(const Value &before, const Value &after)
{
    const Field old = fieldsOf(before);
    const Field now = fieldsOf(after);
    Comparison comparison;
    comparison.root(old, now);
    return comparison.take();
}

} // namespace espalier::recipe
