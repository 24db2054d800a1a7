// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/ignoredspan.h"
#include "json/parseerror.h"
#include "json/parseoptions.h"
#include "json/partialtree.h"
#include "json/repair.h"
#include "json/treechange.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace espalier::json {

enum class AnswerState : std::uint8_t {
    None,     ///< nothing that could be JSON has come
    Growing,  ///< a candidate is open (only before finish)
    Complete, ///< the answer is closed
    Cut,      ///< the input ended inside the answer
};

/// Reads one model's answer as it comes and grows a tree from it: locates the JSON (fences, prose, think
/// blocks, several objects, envelopes), parses it incrementally, repairs what it may, and says everything it
/// did.
///
/// Usage: feed() any number of times, finish() once, takeChanges() after each.
/// Splits: any way to cut the same bytes gives the same tree, repairs, ignored spans and errors (and the same
/// changes but for the borders between AppendText pieces). Work: O(bytes) in all, O(1) amortised a byte;
/// memory O(answer). Limits: a breach sets error() at once; what came before stays readable, later bytes are
/// not looked at. Non-standard JSON: product specification section 4.4; ParseOptions::strict refuses it all.
/// Duplicate keys: both nodes stay, the earlier is superseded.
/// Thread safety: none; one reader belongs to one thread at a time.
class AnswerReader
{
public:
    explicit AnswerReader(ParseOptions options = {});
    ~AnswerReader();
    AnswerReader(AnswerReader &&) noexcept;
    AnswerReader &operator=(AnswerReader &&) noexcept;

    /// `bytes`: the next bytes of the answer's text, UTF-8, cut anywhere. After finish() or an error:
    /// ignored.
    void feed(std::string_view bytes);
    /// The text has ended. Finishes a root number, decides among candidates, closes what is open as Cut.
    void finish();

    /// The changes since the last take, oldest first; the reader forgets them.
    [[nodiscard]] TreeChanges takeChanges();
    /// The tree that all changes so far make (taken or not). Kept by the reader, so that nobody has to keep a
    /// second one.
    [[nodiscard]] const PartialTree &tree() const;

    [[nodiscard]] AnswerState state() const;
    /// In order of offset. Before finish(): those of the current candidate so far.
    /// Sorts when something came since the last call: not for every piece.
    [[nodiscard]] const Repairs &repairs() const;
    /// The loop guard ended the answer.
    [[nodiscard]] bool loopStopped() const noexcept;
    [[nodiscard]] const std::vector<IgnoredSpan> &ignored() const;
    /// Strict refusals and limits. Tolerant reading of a text without JSON is no error: state None.
    [[nodiscard]] const std::optional<ParseError> &error() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::json
