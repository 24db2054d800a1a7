// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/valuebuilder.h"

#include <utility>

namespace espalier::json {

void ValueBuilder::add(const NewNode &node)
{
    Open open;
    open.key = node.key;
    open.hasKey = node.hasKey;
    open.kind = node.kind;
    if (node.kind == Value::Kind::Array)
        open.value = Value::array();
    else if (node.kind == Value::Kind::Object)
        open.value = Value::object();
    m_open.push_back(std::move(open));
}

void ValueBuilder::append(NodeId, std::string_view text, std::uint64_t, std::uint64_t)
{
    m_open.back().text.append(text);
}

void ValueBuilder::set(NodeId, Value::Kind kind, std::string_view text, std::uint64_t)
{
    Open &open = m_open.back();
    open.kind = kind;
    if (kind == Value::Kind::Number)
        open.value = Value::number(std::string(text));
    else if (kind == Value::Kind::Bool)
        open.value = Value::boolean(text == "true");
    else if (kind == Value::Kind::String)
        open.text = text;
}

void ValueBuilder::close(NodeId, NodeState, std::uint64_t, std::uint64_t)
{
    Open open = std::move(m_open.back());
    m_open.pop_back();
    if (open.kind == Value::Kind::String)
        open.value = Value::string(std::move(open.text));
    if (m_open.empty())
        m_root = std::move(open.value);
    else if (open.hasKey)
        m_open.back().value.mutableMembers().push_back({std::move(open.key), std::move(open.value)});
    else
        m_open.back().value.mutableItems().push_back(std::move(open.value));
}

} // namespace espalier::json
