// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/evaluation_p.h"
#include "json/effectivemembers.h"

#include <algorithm>
#include <optional>
#include <utility>

// unevaluatedItems, unevaluatedProperties: JSON Schema 2020-12 core, section 11.

namespace espalier::schema {

namespace {

std::vector<bool> spread(const Marks &marks, std::size_t size)
{
    std::vector<bool> out(size, marks.all);
    for (std::size_t i = 0; i < std::min<std::size_t>(marks.first, size); ++i)
        out[i] = true;
    for (const std::uint32_t place : marks.places) {
        if (place < size)
            out[place] = true;
    }
    return out;
}

bool checkItems(const Node &unevaluated, const json::Value &instance, Evaluation &evaluation,
                const std::vector<bool> &done)
{
    bool ok = true;
    for (std::size_t i = 0; i < done.size() && (ok || evaluation.reporting()); ++i) {
        if (!done[i])
            ok = evaluation.applyItem(unevaluated, instance.items()[i], i) && ok;
    }
    return ok;
}

bool checkMembers(const Node &unevaluated, const json::Value &instance, Evaluation &evaluation,
                  const std::vector<bool> &done)
{
    bool ok = true;
    const Evaluation::Members large = evaluation.membersOf(instance);
    const std::optional<json::EffectiveMembers> few =
        large ? std::nullopt : std::optional<json::EffectiveMembers>(std::in_place, instance);
    for (std::size_t i = 0; i < done.size() && (ok || evaluation.reporting()); ++i) {
        if (!done[i] && (large ? *large : *few).isLast(i))
            ok = evaluation.applyMember(unevaluated, instance.members()[i], i) && ok;
    }
    return ok;
}

} // namespace

void Marks::add(const Marks &more)
{
    places.insert(places.end(), more.places.begin(), more.places.end());
    first = std::max(first, more.first);
    all = all || more.all;
    unsure = unsure || more.unsure;
    if (places.size() < m_tidyAt)
        return;
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    m_tidyAt = std::max<std::size_t>(64, places.size() * 2);
}

bool checkUnevaluated(const Node &node, const json::Value &instance, Evaluation &evaluation, Marks &marks)
{
    bool ok = true;
    if (marks.unsure)
        return true;
    if (instance.isArray() && node.array && node.array->unevaluated && !marks.all)
        ok = checkItems(*node.array->unevaluated, instance, evaluation,
                        spread(marks, instance.items().size()));
    else if (instance.isObject() && node.object && node.object->unevaluated && !marks.all)
        ok = checkMembers(*node.object->unevaluated, instance, evaluation,
                          spread(marks, instance.members().size()));
    else
        return true;
    marks.all = true;
    return ok;
}

} // namespace espalier::schema
