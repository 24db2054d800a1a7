// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/fieldnotes.h"

#include <algorithm>
#include <utility>

namespace espalier::recipe {

using json::Value;

namespace {

constexpr std::string_view kInferred = "may_be_inferred";

FieldNotes::iterator entryOf(FieldNotes &notes, std::string_view place)
{
    return std::find_if(notes.begin(), notes.end(),
                        [place](const json::Member &member) { return member.key == place; });
}

bool isAtOrIn(std::string_view place, std::string_view outer)
{
    return place.substr(0, outer.size()) == outer &&
           (place.size() == outer.size() || place[outer.size()] == '/');
}

/// The index of the place that a note is of, or the number of places.
std::size_t sourceOf(std::string_view note, const std::vector<std::string> &from)
{
    return static_cast<std::size_t>(
        std::find_if(from.begin(), from.end(),
                     [note](const std::string &place) { return isAtOrIn(note, place); }) -
        from.begin());
}

} // namespace

bool mayBeInferred(const FieldNotes &notes, std::string_view place)
{
    return std::any_of(notes.begin(), notes.end(), [place](const json::Member &member) {
        return member.key == place && member.value[kInferred].isTrue();
    });
}

FieldNotes withInferred(FieldNotes notes, std::string_view place, bool inferred)
{
    auto entry = entryOf(notes, place);
    if (entry == notes.end() && inferred)
        entry = notes.insert(notes.end(), {std::string(place), Value::object()});
    if (entry == notes.end())
        return notes;
    if (inferred) {
        if (!entry->value.isObject())
            entry->value = Value::object();
        entry->value.set(kInferred, Value::boolean(true));
    } else if (entry->value.isObject()) {
        entry->value.remove(kInferred);
        if (entry->value.members().empty())
            notes.erase(entry);
    }
    return notes;
}

FieldNotes movedNotes(FieldNotes notes, const std::vector<std::string> &from,
                      const std::vector<std::string> &to)
{
    if (from == to)
        return notes;
    FieldNotes out;
    for (json::Member &note : notes) {
        const std::size_t source = sourceOf(note.key, from);
        if (source < from.size() && to.empty())
            continue;
        if (source < from.size())
            note.key = to[std::min(source, to.size() - 1)] + note.key.substr(from[source].size());
        if (entryOf(out, note.key) == out.end())
            out.push_back(std::move(note));
    }
    return out;
}

FieldNotes copiedNotes(FieldNotes notes, const std::vector<std::string> &from,
                       const std::vector<std::string> &to)
{
    const FieldNotes before = notes;
    for (const json::Member &note : before) {
        const std::size_t source = sourceOf(note.key, from);
        if (source >= from.size() || to.empty())
            continue;
        std::string key = to[std::min(source, to.size() - 1)] + note.key.substr(from[source].size());
        if (entryOf(notes, key) == notes.end())
            notes.push_back({std::move(key), note.value});
    }
    return notes;
}

} // namespace espalier::recipe
