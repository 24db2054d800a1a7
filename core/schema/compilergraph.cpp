// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/compiler_p.h"
#include "schema/schemaplaces_p.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

// What can be said only once every node is there: how the nodes hang together.

namespace espalier::schema {

namespace {

/// How often the schemas of a node look into the parts of the value it applies to, by itself.
int waysDown(const Node &node)
{
    int ways = 0;
    if (const ArrayRules *array = node.array.get()) {
        ways += array->rest || !array->prefix.empty() ? 1 : 0;
        ways += array->contains ? 1 : 0;
        ways += array->unevaluated ? 1 : 0;
    }
    if (const ObjectRules *object = node.object.get()) {
        const bool named = std::any_of(object->named.begin(), object->named.end(),
                                       [](const ObjectRules::Named &member) { return member.node; });
        ways += named || object->additional ? 1 : 0;
        ways += static_cast<int>(object->patterns.size());
        ways += object->propertyNames || object->unevaluated ? 1 : 0;
    }
    return ways;
}

/// Depth-first over the edges that stay at the same value; an edge back into the current path is a circle.
class GraphWalk
{
public:
    explicit GraphWalk(NodeStore &store)
        : m_store(store)
    {
    }

    std::optional<SchemaError> run()
    {
        for (Node &start : m_store.nodes) {
            if (start.compiled && m_seen.try_emplace(&start).second)
                visit(start);
            while (!m_path.empty() && !m_error)
                step();
            if (m_error)
                break;
        }
        return std::move(m_error);
    }

private:
    struct Seen
    {
        bool done = false;
        int height = 1;        ///< of the longest chain from here
        bool branches = false; ///< there is more behind it: parts of the value, or schemas for the same one
    };
    struct Visit
    {
        Node *node;
        std::vector<const Node *> next;
        int height = 1;
        int ways = 0;
        bool branches = false;
    };

    void visit(const Node &node)
    {
        Node &own = const_cast<Node &>(node); // of a store that is ours to fill
        std::vector<const Node *> next = nodesInPlace(node);
        const int ways = waysDown(node);
        const bool branches = ways > 0 || !next.empty();
        m_path.push_back({&own, std::move(next), 1, ways, branches});
    }

    void finish()
    {
        const Visit last = std::move(m_path.back());
        m_path.pop_back();
        last.node->manyWays = last.ways > 1;
        Seen &seen = m_seen[last.node];
        seen = {true, last.height, last.branches};
        if (!m_path.empty())
            add(seen);
    }

    void add(const Seen &below)
    {
        m_path.back().height = std::max(m_path.back().height, below.height + 1);
        m_path.back().ways += below.branches ? 1 : 0;
    }

    void step()
    {
        if (m_path.back().next.empty())
            return finish();
        const Node *next = m_path.back().next.back();
        m_path.back().next.pop_back();
        const auto [known, fresh] = m_seen.try_emplace(next);
        if (fresh)
            visit(*next);
        else if (!known->second.done)
            return fail("the schema refers to itself without end", *next);
        else
            add(known->second);
        if (m_path.size() > Compiler::kMaxChain ||
            m_path.back().height > static_cast<int>(Compiler::kMaxChain))
            fail("the chain of references is too long", *next);
    }

    void fail(const char *message, const Node &node)
    {
        m_error = SchemaError{message, pointerOf(node), "$ref", 0, 0};
    }

    NodeStore &m_store;
    std::unordered_map<const Node *, Seen> m_seen;
    std::vector<Visit> m_path;
    std::optional<SchemaError> m_error;
};

} // namespace

std::optional<SchemaError> linkGraph(NodeStore &store)
{
    return GraphWalk(store).run();
}

} // namespace espalier::schema
