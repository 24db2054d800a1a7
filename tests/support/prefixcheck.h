// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/expectednodes.h"

#include "json/answerreader.h"

#include <string>
#include <string_view>

namespace espalier::test {

/// Reads a well-formed document byte by byte and compares, after every byte, what is shown with what has
/// arrived: no wrong leaf, no phantom key, no unfinished number or literal, nothing withdrawn, everything
/// that arrived visible. Returns the first breach in words, or an empty string. Work: O(bytes), so every
/// prefix of a long document can be checked.
class PrefixCheck
{
public:
    PrefixCheck(std::string_view document, const json::ParseOptions &options)
        : m_document(document)
        , m_expected(document)
        , m_reader(options)
    {
    }

    [[nodiscard]] std::string run()
    {
        for (std::size_t i = 0; i < m_document.size() && m_breach.empty(); ++i) {
            m_reader.feed(m_document.substr(i, 1));
            look(i + 1, false);
        }
        m_reader.finish();
        if (m_breach.empty())
            look(m_document.size() + 1, true);
        return m_breach;
    }

private:
    using Node = json::PartialTree::Node;
    using Kind = json::Value::Kind;

    void breach(std::size_t read, const std::string &what)
    {
        if (m_breach.empty())
            m_breach = "after " + std::to_string(read) + " bytes: " + what;
    }

    void look(std::size_t read, bool ended)
    {
        for (const json::TreeChange &change : m_reader.takeChanges()) {
            if (change.op == json::TreeOp::Reset)
                return breach(read, "withdrawn");
            if (change.op == json::TreeOp::SetScalar && change.kind == Kind::String)
                return breach(read, "a string was corrected");
            if (change.op != json::TreeOp::Supersede)
                m_due.push_back(change.node); // look at it below
        }
        for (const json::NodeId id : m_due)
            compare(id, read);
        m_due.clear();
        arrived(read, ended);
    }

    /// What is shown of a node is no more than what arrived of it.
    void compare(json::NodeId id, std::size_t read)
    {
        const Node *node = m_reader.tree().node(id);
        if (id > m_expected.nodes().size())
            return breach(read, "phantom node " + std::to_string(id));
        const ExpectedNode &expected = m_expected.nodes()[id - 1];
        if (node->kind != expected.kind || node->key != expected.key || node->begin != expected.begin ||
            expected.begin >= read)
            return breach(read, "wrong node " + std::to_string(id));
        if (expected.kind == Kind::String) {
            if (expected.text.compare(0, node->text.size(), node->text) != 0 ||
                (!node->text.empty() && expected.at[node->text.size() - 1] > read))
                breach(read, "wrong text " + node->text);
        } else if (node->hasValue && !expected.text.empty() &&
                   (node->text != expected.text || expected.finished > read)) {
            breach(read, "wrong or unfinished " + node->text);
        }
    }

    /// What arrived is shown. Nodes arrive in order, so only the last ones can be incomplete.
    void arrived(std::size_t read, bool ended)
    {
        while (m_breach.empty() && m_first < m_expected.nodes().size()) {
            const ExpectedNode &expected = m_expected.nodes()[m_first];
            const Node *node = m_reader.tree().node(static_cast<json::NodeId>(m_first + 1));
            const bool scalar = expected.finished != 0;
            if (expected.begin >= read || (scalar && expected.finished > read && !ended))
                return;
            if (!node || (scalar && !node->hasValue))
                return breach(read, "missing " + expected.key + " " + expected.text);
            if (expected.kind == Kind::String) {
                const std::size_t due = node->text.size();
                if (due < expected.text.size() && expected.at[due] <= read)
                    return breach(read, "text withheld: " + expected.text.substr(due, 10));
                if (due < expected.text.size())
                    return;
            }
            ++m_first;
        }
    }

    std::string_view m_document;
    ExpectedNodes m_expected;
    json::AnswerReader m_reader;
    std::vector<json::NodeId> m_due;
    std::size_t m_first = 0; ///< all before this one are shown completely
    std::string m_breach;
};

} // namespace espalier::test
