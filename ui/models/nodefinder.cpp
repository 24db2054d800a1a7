// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/nodefinder.h"

#include "json/pointer.h"

#include <optional>
#include <string>
#include <string_view>

namespace espalier::ui {

static constexpr std::uint32_t kFewMembers = 32; // looked through; learning them would take longer

LiveNode *NodeFinder::member(LiveNode &object, const QString &key)
{
    if (object.valueCount <= kFewMembers) {
        for (std::uint32_t i = object.valueCount; i > 0; --i) {
            LiveNode *value = valueAt(object, i - 1);
            if (value && value->key == key)
                return value;
        }
        return nullptr;
    }
    const auto [names, isNew] = m_names.try_emplace(&object);
    for (std::uint32_t i = 0; isNew && i < object.valueCount; ++i) {
        LiveNode *value = valueAt(object, i);
        names->second.insert(value->key, value); // of duplicates the last counts
    }
    return names->second.value(key);
}

LiveNode *NodeFinder::child(LiveNode &container, const QString &key)
{
    if (container.kind == json::Value::Kind::Array) {
        bool ok = false;
        const std::uint32_t index = key.toUInt(&ok);
        return ok ? valueAt(container, index) : nullptr;
    }
    if (LiveNode *value = member(container, key))
        return value;
    for (LiveNode *field : container.expected) {
        if (field->key == key)
            return field;
    }
    return nullptr;
}

NodeFinder::Place NodeFinder::find(const QString &pointer)
{
    LiveNode *at = m_tree.top();
    if (at->id == json::kNoNode && pointer.isEmpty())
        return {valueAt(*at, 0), nullptr, {}};
    const std::string text = pointer.toStdString();
    std::string_view rest = text;
    Place place{at, nullptr, {}};
    while (const std::optional<std::string> token = json::takeToken(rest)) {
        if (!place.node)
            return {};
        place.container = place.node;
        place.key = QString::fromStdString(*token);
        place.node = child(*place.container, place.key);
    }
    return place;
}

} // namespace espalier::ui
