// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/valuediff.h"

#include "recipe/itemmatch_p.h"
#include "recipe/mergedorder_p.h"
#include "json/pointer.h"

#include <string_view>
#include <unordered_map>

namespace espalier::recipe {

using json::Value;

namespace {

using Members = std::vector<const json::Member *>;

/// Of duplicates the last, which is the one that counts, in its place.
Members membersOf(const Value &object)
{
    std::unordered_map<std::string_view, const json::Member *> last;
    for (const json::Member &member : object.members())
        last[member.key] = &member;
    Members out;
    for (const json::Member &member : object.members()) {
        if (last[member.key] == &member)
            out.push_back(&member);
    }
    return out;
}

class Walk
{
public:
    /// One of the two may be nullptr.
    void compare(const Value *before, const Value *after, const std::string &pointer)
    {
        const Value &shown = after ? *after : *before;
        const bool sameKind = !before || !after || before->kind() == after->kind();
        const bool empty = countOf(before) + countOf(after) == 0;
        if (!sameKind || empty)
            leaf(before, after, pointer);
        else if (shown.isObject())
            members(before, after, pointer);
        else
            items(before, after, pointer);
    }

    std::vector<ValueChange> take() { return std::move(m_out); }

private:
    static std::size_t countOf(const Value *value)
    {
        return value ? value->members().size() + value->items().size() : 0;
    }

    void leaf(const Value *before, const Value *after, const std::string &pointer)
    {
        ValueChange change;
        change.pointer = pointer;
        if (before)
            change.before = *before;
        if (after)
            change.after = *after;
        if (!before)
            change.kind = ValueChangeKind::Added;
        else if (!after)
            change.kind = ValueChangeKind::Removed;
        else if (!before->equals(*after))
            change.kind = ValueChangeKind::Changed;
        m_out.push_back(std::move(change));
    }

    void members(const Value *before, const Value *after, const std::string &pointer)
    {
        const Members old = before ? membersOf(*before) : Members();
        const Members now = after ? membersOf(*after) : Members();
        std::unordered_map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < old.size(); ++i)
            places[old[i]->key] = i;
        std::vector<std::optional<std::size_t>> partners;
        for (const json::Member *member : now) {
            const auto place = places.find(member->key);
            partners.push_back(place == places.end() ? std::nullopt : std::optional(place->second));
        }
        for (const Pairing &pair : mergedOrder(old.size(), partners)) {
            std::string inner = pointer;
            json::appendToken(inner, pair.after ? now[*pair.after]->key : old[*pair.before]->key);
            compare(pair.before ? &old[*pair.before]->value : nullptr,
                    pair.after ? &now[*pair.after]->value : nullptr, inner);
        }
    }

    void items(const Value *before, const Value *after, const std::string &pointer)
    {
        static const Value::Array none;
        const Value::Array &old = before ? before->items() : none;
        const Value::Array &now = after ? after->items() : none;
        for (const Pairing &pair : mergedOrder(old.size(), matchItems(old, now))) {
            std::string inner = pointer;
            json::appendToken(inner, pair.after ? *pair.after : *pair.before);
            compare(pair.before ? &old[*pair.before] : nullptr, pair.after ? &now[*pair.after] : nullptr,
                    inner);
        }
    }

    std::vector<ValueChange> m_out;
};

} // namespace

std::vector<ValueChange> valueDiff(const std::optional<Value> &before, const std::optional<Value> &after)
{
    Walk walk;
    if (before || after)
        walk.compare(before ? &*before : nullptr, after ? &*after : nullptr, {});
    return walk.take();
}

} // namespace espalier::recipe
