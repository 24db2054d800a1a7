// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/splits.h"

#include "json/answerreader.h"
#include "json/utf8.h"
#include "json/writer.h"

#include <map>
#include <string>
#include <utility>

namespace espalier::test {

/// Everything an AnswerReader said about a text.
struct Reading
{
    json::Value value;
    json::AnswerState state = json::AnswerState::None;
    json::Repairs repairs;
    std::vector<json::IgnoredSpan> ignored;
    std::optional<json::ParseError> error;
    json::TreeChanges changes; ///< neighbouring AppendText of one node joined
    std::string broken;        ///< what is wrong with the changes; empty when nothing is

    bool operator==(const Reading &) const = default;
};

inline void joinChanges(json::TreeChanges &out, json::TreeChanges more)
{
    for (json::TreeChange &change : more) {
        const bool append = change.op == json::TreeOp::AppendText;
        if (append && !out.empty() && out.back().op == json::TreeOp::AppendText &&
            out.back().node == change.node) {
            out.back().text += change.text;
            out.back().at = change.at;
        } else {
            out.push_back(std::move(change));
        }
    }
}

/// The promises of treechange.h. `ended`: the text is over, so that every node has to be closed.
inline std::string brokenPromise(const json::TreeChanges &changes, bool ended)
{
    using json::TreeOp;
    std::map<json::NodeId, bool> open; // node → still open
    std::map<json::NodeId, std::uint32_t> children;
    json::NodeId last = json::kNoNode;
    std::uint64_t at = 0;
    for (const json::TreeChange &change : changes) {
        const std::string name = "node " + std::to_string(change.node) + ": ";
        if (change.at < at)
            return name + "`at` goes back";
        at = change.at;
        if (change.op == TreeOp::Reset) {
            open.clear();
            children.clear();
            continue;
        }
        if (change.op == TreeOp::Add) {
            if (change.node <= last)
                return name + "number used before";
            if (change.parent == json::kNoNode ? !open.empty()
                                               : !open.contains(change.parent) || !open[change.parent])
                return name + "no open parent";
            if (change.row != children[change.parent]++)
                return name + "not the next row";
            last = change.node;
            open[change.node] = true;
            continue;
        }
        if (!open.contains(change.node))
            return name + "never added";
        if (change.op == TreeOp::Supersede)
            continue;
        if (!open[change.node])
            return name + "changed after it was closed";
        if (change.op == TreeOp::Close)
            open[change.node] = false;
        if (change.op == TreeOp::AppendText && change.text.empty())
            return name + "empty text";
        for (std::string_view text = change.text; !text.empty();) {
            const json::Utf8Sequence next = json::decodeUtf8(text);
            if (!next.valid)
                return name + "half a character";
            text.remove_prefix(next.length);
        }
    }
    for (const auto &[node, isOpen] : open) {
        if (ended && isOpen)
            return "node " + std::to_string(node) + " was never closed";
    }
    return {};
}

/// Feeds the pieces and, unless `prefix`, ends the text. Checks on the way that the changes make the reader's
/// own tree.
inline Reading readPieces(const Pieces &pieces, const json::ParseOptions &options = {}, bool prefix = false)
{
    json::AnswerReader reader(options);
    Reading out;
    json::PartialTree replayed;
    const auto take = [&] {
        json::TreeChanges changes = reader.takeChanges();
        replayed.apply(changes);
        joinChanges(out.changes, std::move(changes));
    };
    for (const std::string_view piece : pieces) {
        reader.feed(piece);
        take();
    }
    if (!prefix)
        reader.finish();
    take();
    out.value = reader.tree().value();
    out.state = reader.state();
    out.repairs = reader.repairs();
    out.ignored = reader.ignored();
    out.error = reader.error();
    out.broken = brokenPromise(out.changes, !prefix);
    if (out.broken.empty() && !(replayed.value() == out.value))
        out.broken = "the changes make another tree: " + json::writeCompact(replayed.value());
    return out;
}

inline Reading readWhole(std::string_view text, const json::ParseOptions &options = {})
{
    return readPieces({text}, options);
}

/// One line a person can compare: value, state, repairs, ignored spans, error.
inline std::string describe(const Reading &reading)
{
    static constexpr std::string_view states[] = {"none", "growing", "complete", "cut"};
    std::string out =
        json::writeCompact(reading.value) + " " + std::string(states[static_cast<int>(reading.state)]);
    for (const json::Repair &repair : reading.repairs)
        out += " " + std::string(json::repairKindName(repair.kind)) + "@" + std::to_string(repair.offset);
    for (const json::IgnoredSpan &span : reading.ignored)
        out += " ignored[" + std::to_string(span.begin) + "," + std::to_string(span.end) + ")";
    if (reading.error)
        out += " error@" + std::to_string(reading.error->offset) + ": " + reading.error->message;
    return out + (reading.broken.empty() ? "" : " BROKEN " + reading.broken);
}

/// The changes, one a line, for messages.
inline std::string describeChanges(const json::TreeChanges &changes)
{
    static constexpr std::string_view ops[] = {"add", "append", "set", "close", "supersede", "reset"};
    std::string out;
    for (const json::TreeChange &change : changes) {
        out += std::string(ops[static_cast<int>(change.op)]) + " node=" + std::to_string(change.node) +
               " at=" + std::to_string(change.at) + " offset=" + std::to_string(change.offset) +
               " kind=" + std::to_string(static_cast<int>(change.kind)) +
               " state=" + std::to_string(static_cast<int>(change.state)) + " key=" + change.key +
               " text=" + change.text + "\n";
    }
    return out;
}

/// Empty when every way to cut the text gives the same reading with whole changes; else the two that differ.
inline std::string splitDifference(std::string_view text, const json::ParseOptions &options = {})
{
    const Reading whole = readWhole(text, options);
    if (!whole.broken.empty())
        return std::string(text) + "\n" + describe(whole) + "\n" + describeChanges(whole.changes);
    std::string out;
    forEverySplit(text, [&](const Pieces &pieces) {
        if (!out.empty())
            return;
        const Reading cut = readPieces(pieces, options);
        if (cut == whole)
            return;
        out = std::string(text) + "\ncut into " + std::to_string(pieces.size()) + ", first " +
              std::to_string(pieces.empty() ? 0 : pieces.front().size()) + "\n" + describe(whole) + "\n" +
              describe(cut) + "\n" + describeChanges(whole.changes) + "--\n" + describeChanges(cut.changes);
    });
    return out;
}

} // namespace espalier::test
