// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/parseoptions.h"
#include "json/treesink.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::json {

/// The members before the arguments of a call that a model wrote as text, kept back until it is known whether
/// they are that or the answer's own: {"name": "Person", "arguments": {…}} with the name of the function that
/// was asked for, `parameters` for `arguments`, `type` and `id` before or after the name, all of it inside
/// "function" or as the first item of a list.
///
/// A name that is another one is known by its first byte that differs, so hardly anything is kept back.
class CallHead
{
public:
    enum class Verdict : std::uint8_t {
        Open,
        NoCall, ///< the event was not taken: replay(), then go on with it
        Call,   ///< the event is the node that holds the arguments; what was kept goes
    };

    /// `object`: the node whose members may be a call's; `expected` must outlive the head. `encoded`:
    /// arguments may come as a string.
    CallHead(const AnswerExpectation &expected, NodeId object, bool encoded);

    /// May a call begin with this member of an object, or item of a list?
    [[nodiscard]] static bool mayBegin(const AnswerExpectation &expected, const TreeSink::NewNode &node);

    [[nodiscard]] Verdict add(const TreeSink::NewNode &node);
    [[nodiscard]] Verdict append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen);
    [[nodiscard]] Verdict close(NodeId node, NodeState state, std::uint64_t end);

    /// Gives everything that was kept back to `sink`; all of it has the moment `at`.
    void replay(TreeSink &sink, std::uint64_t at) const;
    /// Since when it is known that this is no call, when append() said so.
    [[nodiscard]] std::uint64_t settledAt() const { return m_settledAt; }

private:
    enum class Part : std::uint8_t { None, Name, Type, Id };
    struct Event
    {
        enum class Kind : std::uint8_t { Add, Append, Close } kind = Kind::Add;
        TreeSink::NewNode node; ///< of the others: its number only
        std::string text;       ///< the key of an added one
        NodeState state = NodeState::Open;
        std::uint64_t end = 0;
    };

    [[nodiscard]] static Part partOf(const AnswerExpectation &expected, const TreeSink::NewNode &node);
    [[nodiscard]] bool holdsArguments(const TreeSink::NewNode &node) const;
    Verdict keep(const TreeSink::NewNode &node);

    const AnswerExpectation &m_expected;
    NodeId m_object;
    bool m_encoded;
    std::vector<Event> m_kept;
    Part m_open = Part::None; ///< what the string that grows is
    NodeId m_openNode = kNoNode;
    std::string m_text; ///< of that
    bool m_named = false;
    bool m_typed = false;
    std::uint64_t m_settledAt = 0;
};

} // namespace espalier::json
