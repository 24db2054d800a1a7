// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"

#include <algorithm>
#include <utility>
#include <vector>

// What can be said only once every node is there: how the nodes hang together.

namespace espalier::schema {

void Compiler::spreadInexactness()
{
    std::vector<const Node *> open;
    for (const auto &node : m_store.nodes) {
        if (!node->exact)
            open.push_back(node.get());
    }
    while (!open.empty()) {
        const Node *node = open.back();
        open.pop_back();
        for (Node *user : m_users[node]) {
            if (std::exchange(user->exact, false))
                open.push_back(user);
        }
    }
}

/// Depth-first over the edges that stay at the same instance; an edge back into the current path is an
/// endless reference.
void Compiler::refuseEndlessReferences()
{
    struct Visit
    {
        const Node *node;
        std::vector<const Node *> next;
        int height = 1;
    };
    const auto visit = [](const Node *node) {
        Visit out{node, {}};
        for (const auto &keyword : node->keywords) {
            const auto more = keyword->sameInstance();
            out.next.insert(out.next.end(), more.begin(), more.end());
        }
        return out;
    };
    std::unordered_map<const Node *, int> heights; // of the longest chain below; 0 while on the path
    for (const auto &start : m_store.nodes) {
        std::vector<Visit> path;
        if (heights.try_emplace(start.get(), 0).second)
            path.push_back(visit(start.get()));
        while (!path.empty()) {
            if (path.back().next.empty()) {
                const int height = heights[path.back().node] = path.back().height;
                path.pop_back();
                if (!path.empty())
                    path.back().height = std::max(path.back().height, height + 1);
                continue;
            }
            const Node *next = path.back().next.back();
            path.back().next.pop_back();
            const auto [known, fresh] = heights.try_emplace(next, 0);
            if (fresh)
                path.push_back(visit(next));
            else if (known->second == 0)
                return void(fail("the schema refers to itself without end", next->pointer, "$ref"));
            else
                path.back().height = std::max(path.back().height, known->second + 1);
            if (path.size() > kMaxDepth || path.back().height > static_cast<int>(kMaxDepth))
                return void(fail("the chain of references is too long", next->pointer, "$ref"));
        }
    }
}

} // namespace espalier::schema
