// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/toolcalljoiner.h"

namespace espalier::wire {

namespace {

template <typename Map>
std::optional<std::uint32_t> lookUp(const Map &map, const typename Map::key_type &key)
{
    const auto hit = map.find(key);
    return hit == map.end() ? std::nullopt : std::optional(hit->second);
}

} // namespace

std::uint32_t ToolCallJoiner::position(const json::Value &piece)
{
    const std::optional<std::int64_t> index = piece["index"].toInt64();
    const std::string &id = piece["id"].text();
    const bool named = !piece["function"]["name"].text().empty();
    if (!index && id.empty()) {
        const bool continues = !named && !m_ids.empty();
        return continues ? static_cast<std::uint32_t>(m_ids.size() - 1) : add(index, id);
    }
    const std::optional<std::uint32_t> known = index ? lookUp(m_byIndex, *index) : lookUp(m_byId, id);
    if (!known)
        return add(index, id);
    std::string &knownId = m_ids[*known];
    if (named && !id.empty() && !knownId.empty() && knownId != id)
        return add(index, id);
    if (knownId.empty() && !id.empty()) {
        knownId = id;
        m_byId.emplace(id, *known);
    }
    return *known;
}

std::uint32_t ToolCallJoiner::add(std::optional<std::int64_t> index, const std::string &id)
{
    const auto position = static_cast<std::uint32_t>(m_ids.size());
    m_ids.push_back(id);
    if (index)
        m_byIndex[*index] = position;
    if (!id.empty())
        m_byId.emplace(id, position);
    return position;
}

} // namespace espalier::wire
