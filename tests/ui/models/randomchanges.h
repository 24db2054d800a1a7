// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/treechange.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace espalier::test {

inline json::TreeChange resetChange()
{
    json::TreeChange change;
    change.op = json::TreeOp::Reset;
    return change;
}

/// Makes change lists that keep the invariants of TreeChange and are otherwise as odd as can be: members
/// given twice, values that grow side by side, corrections, resets in the middle, ends in the middle.
class RandomChanges
{
public:
    explicit RandomChanges(std::uint32_t seed)
        : m_random(seed)
    {
    }

    json::TreeChanges make(int steps)
    {
        begin();
        for (int step = 0; step < steps && !m_open.empty(); ++step)
            advance();
        if (chance(2)) { // the input ends: what is open is cut, innermost first
            while (!m_open.empty())
                close(m_open.size() - 1, json::NodeState::Cut);
        }
        return std::move(m_changes);
    }

private:
    struct Open
    {
        json::NodeId id;
        json::Value::Kind kind;
        std::uint32_t children = 0;
        int openChildren = 0;
        json::NodeId parent = json::kNoNode;
        bool hasValue = false;
        std::vector<std::pair<std::string, json::NodeId>> members;
    };

    bool chance(std::uint32_t of) { return m_random() % of == 0; }

    void begin()
    {
        m_open.clear();
        m_changes.push_back(resetChange());
        add(nullptr, chance(8)   ? json::Value::Kind::String
                     : chance(3) ? json::Value::Kind::Array
                                 : json::Value::Kind::Object);
    }

    json::Value::Kind anyKind() { return static_cast<json::Value::Kind>(m_random() % 6); }

    void add(Open *parent, json::Value::Kind kind)
    {
        static const std::array<const char *, 8> keys{"name",   "age",  "addresses", "bio",
                                                      "street", "city", "x/y~z",     ""};
        json::TreeChange change;
        change.op = json::TreeOp::Add;
        change.kind = kind;
        change.node = m_next++;
        change.offset = m_offset++;
        if (parent) {
            change.parent = parent->id;
            change.row = parent->children++;
            ++parent->openChildren;
            change.hasKey = parent->kind == json::Value::Kind::Object;
        }
        json::NodeId before = json::kNoNode;
        if (change.hasKey) {
            change.key = keys[m_random() % keys.size()];
            const auto known = std::find_if(parent->members.begin(), parent->members.end(),
                                            [&](const auto &member) { return member.first == change.key; });
            if (known == parent->members.end()) {
                parent->members.emplace_back(change.key, change.node);
            } else if (isOpen(known->second)) { // only a finished member can be given again
                change.key += std::to_string(change.node);
            } else {
                before = std::exchange(known->second, change.node);
            }
        }
        m_changes.push_back(change);
        m_open.push_back({change.node, kind, 0, 0, change.parent, false, {}});
        if (before != json::kNoNode) {
            json::TreeChange older;
            older.op = json::TreeOp::Supersede;
            older.node = before;
            m_changes.push_back(older);
        }
    }

    bool isOpen(json::NodeId id) const
    {
        for (const Open &open : m_open) {
            if (open.id == id)
                return true;
        }
        return false;
    }

    void advance()
    {
        const std::size_t at = chance(4) ? m_random() % m_open.size() : m_open.size() - 1;
        const json::NodeId id = m_open[at].id;
        const bool container =
            m_open[at].kind == json::Value::Kind::Array || m_open[at].kind == json::Value::Kind::Object;
        if (container) {
            if (chance(6) && m_open[at].openChildren == 0)
                close(at, chance(9) ? json::NodeState::Repaired : json::NodeState::Closed);
            else if (m_open.size() < 12)
                add(&m_open[at], anyKind()); // may move m_open: nothing of it is used after
        } else if (m_open[at].kind == json::Value::Kind::String && !chance(3)) {
            json::TreeChange change;
            change.op = chance(20) ? json::TreeOp::SetScalar : json::TreeOp::AppendText;
            change.kind = json::Value::Kind::String;
            change.node = id;
            change.text =
                chance(9) ? std::string(250, 'w') : "a\"\n" + std::to_string(m_random() % 100) + "é";
            m_changes.push_back(change);
        } else {
            finishScalar(at);
        }
        if (chance(400))
            begin();
    }

    void finishScalar(std::size_t at)
    {
        Open &open = m_open[at];
        if (open.kind != json::Value::Kind::String) {
            json::TreeChange change;
            change.op = json::TreeOp::SetScalar;
            change.node = open.id;
            change.kind = chance(6) ? json::Value::Kind::String : open.kind;
            change.text = change.kind == json::Value::Kind::Number ? "1.0"
                          : change.kind == json::Value::Kind::Bool ? "true"
                          : change.kind == json::Value::Kind::Null ? "null"
                                                                   : "12abc";
            m_changes.push_back(change);
        }
        close(at, chance(7) ? json::NodeState::Repaired : json::NodeState::Closed);
    }

    void close(std::size_t at, json::NodeState state)
    {
        json::TreeChange change;
        change.op = json::TreeOp::Close;
        change.node = m_open[at].id;
        change.state = state;
        change.offset = m_offset++;
        m_changes.push_back(change);
        for (Open &open : m_open) {
            if (open.id == m_open[at].parent)
                --open.openChildren;
        }
        m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(at));
    }

    std::mt19937 m_random;
    json::TreeChanges m_changes;
    std::vector<Open> m_open;
    json::NodeId m_next = 1;
    std::uint64_t m_offset = 0;
};

} // namespace espalier::test
