// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/answertree.h"
#include "json/callhead.h"
#include "json/ignoredspan.h"
#include "json/parseerror.h"
#include "json/parseoptions.h"
#include "json/treesink.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace espalier::json {

/// Stands between the parser of one candidate and the tree: finds the root that was asked for (in an
/// envelope, in a wrapper, inside a JSON string), measures how well the candidate fits, and shows it as soon
/// as it may be shown.
///
/// What it takes off: the envelope it was told of (silently: it was asked for), {"User": {…}} by the schema's
/// title and
/// {"result": {…}} and a call written as text, see CallHead (repair unwrapped), a string that holds JSON
/// (repair double-encoded). Objects where a list is due become its rows (repair concatenated).
class RootSelector final : public TreeSink
{
public:
    /// How well a candidate fits what is expected. Grows as keys come.
    enum class Fit : std::uint8_t { None, Poor, Fair, Good };

    /// So many wrappers are taken off, one inside the other; a string that holds JSON is one. Each that does
    /// so is read by a parser of its own, so this bounds work and stack, too.
    static constexpr std::size_t kMostWrappers = 3;

    /// Under which conditions the candidate may be shown before it is over.
    struct Terms
    {
        bool promise = false;     ///< only when it has come too far to be a bracket in prose
        std::optional<Fit> rival; ///< only when it fits better than what is shown
        bool adjacent = false; ///< nothing but blanks and commas before it: may be a row without a known key
    };

    /// `options` and `tree` must outlive the selector; `tree` has begun the candidate.
    RootSelector(AnswerTree &tree, const ParseOptions &options, const Terms &terms);
    ~RootSelector() override;

    [[nodiscard]] Fit fit() const noexcept;
    [[nodiscard]] bool isRow() const noexcept;
    /// A list with at most one item, and that a scalar: such are footnotes and placeholders.
    [[nodiscard]] bool looksLikeNote() const noexcept;
    /// A root was found, or the outermost value is it.
    [[nodiscard]] bool decided() const noexcept
    {
        return m_state == State::Inside || m_state == State::Behind;
    }
    /// The answer is read out of a string; see error().
    [[nodiscard]] bool decoding() const noexcept { return m_inner != nullptr; }
    /// The JSON inside a string ended too early.
    [[nodiscard]] bool cutInside() const noexcept;
    [[nodiscard]] const std::optional<ParseError> &error() const noexcept;
    /// Members that a wrapper had beside the root.
    [[nodiscard]] const std::vector<IgnoredSpan> &ignored() const noexcept { return m_ignored; }

    void add(const NewNode &node) override;
    void append(NodeId node, std::string_view text, std::uint64_t end, std::uint64_t seen) override;
    void set(NodeId node, Value::Kind kind, std::string_view text, std::uint64_t at) override;
    void close(NodeId node, NodeState state, std::uint64_t end, std::uint64_t at) override;
    void supersede(NodeId node, std::uint64_t at) override;
    void shorten(NodeId node, std::size_t length, std::uint64_t at) override;
    void repair(RepairKind kind, std::uint64_t offset, std::string_view text) override;

private:
    enum class State : std::uint8_t {
        Start,
        Choosing, ///< inside an object that may be an envelope
        Probing,  ///< inside a string that may hold JSON
        Decoding, ///< inside one that does
        Inside,   ///< passing on what belongs to the root
        Behind,   ///< the root is closed, its wrapper is not
        Nothing,  ///< the text ended while choosing
    };
    struct Inner; ///< the reader of the JSON inside a string

    void root(const NewNode &node);
    void chooseOrEnter(const NewNode &node);
    void enter(const NewNode &node);
    void member(const NewNode &node);
    void memberForList(const NewNode &node);
    void unwrap(const NewNode &node, bool asked);
    void becomeRow(std::uint64_t at);
    void pass(const NewNode &node);
    void measureRoot(Value::Kind kind);
    void measure(const NewNode &node);
    void mayShow(std::uint64_t at);
    void probe(std::string_view text, std::uint64_t end, std::uint64_t seen);
    void notEncoded(std::uint64_t at);
    void endString(NodeState state, std::uint64_t end, std::uint64_t at);
    void extraMember(const NewNode &node);
    [[nodiscard]] bool startsCall(const NewNode &node) const;
    [[nodiscard]] bool takenByHead(const NewNode &node);
    void noCall(std::uint64_t at);
    [[nodiscard]] bool mayBeWrapper(const NewNode &node) const;
    [[nodiscard]] bool known(std::string_view key) const;
    [[nodiscard]] bool wrapperName(std::string_view key) const;
    [[nodiscard]] bool wantsContainer() const noexcept;

    AnswerTree &m_tree;
    const ParseOptions &m_options;
    Terms m_terms;
    State m_state = State::Start;
    Fit m_fit = Fit::None;
    bool m_asked = false; ///< the root stood in the envelope that was asked for
    bool m_isRow = false;
    bool m_deep = false;      ///< the root has a child that is a container
    bool m_promising = false; ///< no bracket in prose comes so far
    Value::Kind m_rootKind = Value::Kind::Null;
    NodeId m_root = kNoNode; ///< the candidate's node that is the root
    NodeId m_item = kNoNode; ///< its first child, when that is an object
    std::uint32_t m_children = 0;
    std::size_t m_wrappers = 0; ///< taken off so far
    std::uint64_t m_begin = 0;  ///< offset of the candidate
    NewNode m_string;           ///< the string that is being probed or decoded
    std::string m_stringKey;
    std::string m_blanks; ///< with which it begins
    std::unique_ptr<Inner> m_inner;
    std::optional<CallHead> m_head; ///< the root's first members, while they may be a call's
    bool m_headSettled = false;     ///< the root's are its own
    NodeId m_wrapper = kNoNode;     ///< the object around the root
    NodeId m_calls = kNoNode;       ///< the list that wrapper stands in, when it is a call
    NodeId m_extra = kNoNode;       ///< a member of it behind the root
    IgnoredSpan m_rootSpan;
    std::vector<IgnoredSpan> m_ignored;
};

} // namespace espalier::json
