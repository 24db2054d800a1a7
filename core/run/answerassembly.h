// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/answer.h"
#include "run/answerjudge.h"
#include "run/onecall.h"
#include "run/origins.h"
#include "run/showntree.h"
#include "schema/answershape.h"
#include "wire/answermode.h"
#include "wire/delta.h"
#include "json/parseoptions.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace espalier::run {

/// What an answer was asked for.
struct AssemblyPlan
{
    wire::AnswerMode mode = wire::AnswerMode::Tools; ///< never Auto
    wire::StreamKind stream = wire::StreamKind::Partial;
    schema::AnswerShape shape;
    json::ParseLimits limits;
    /// Of text, reasoning, refusal and arguments together, counted as estimatedUsage() does: what comes
    /// beyond is not read, and hopeless(). Absent: no bound.
    std::optional<std::int64_t> mostTokens;
};

/// Puts one answer together: deltas in, a growing tree, text and items out, everything it held at the end.
///
/// Which text is the answer: `tools`: the arguments of one call (of the function asked for, else the first:
/// OneCall; a call that turns out to be it resets the tree), or the content when no call holds anything;
/// `parallel_tools`: the arguments of every call, as a list in the order of the calls (calls may come
/// interleaved), or the content (with a schema that is neither union nor list there is just one tool, and
/// this is `tools`); other modes: the content, or one call's arguments when there is no content. More than
/// 10,000 calls in a list are a breach of a limit: hopeless(), and Answer::parseError.
/// Every text that was not asked for and is used is listed with the repairs and said in a note. Splits: any
/// cut of the same deltas gives the same answer. Pure: no clock, no event loop. Not thread-safe.
class AnswerAssembly
{
public:
    /// `judge`: of the person's schema (plan.shape.userSchema).
    AnswerAssembly(AssemblyPlan plan, const AnswerJudge &judge);

    [[nodiscard]] Growth take(const wire::Deltas &deltas);
    /// The body has ended, or is given up: nothing more will come. Once.
    [[nodiscard]] Growth finish();

    /// The end marker or an error inside the answer came: what follows is of no interest.
    [[nodiscard]] bool over() const { return m_over; }
    /// A limit was breached or the answer repeats itself: reading on is of no use.
    [[nodiscard]] bool hopeless() const { return m_hopeless; }
    /// The protocol has said that the answer ended.
    [[nodiscard]] bool ended() const;
    /// Of what is shown: nodes of its trees.
    [[nodiscard]] std::size_t size() const;

    /// Everything the answer held. After finish(), once.
    [[nodiscard]] Answer answer();
    /// Sets the byte ranges of issues from the places of their values in the text; `origins`: of the answer
    /// as it was read. After finish().
    void place(schema::Issues &issues, const Origins &origins = {}) const;

private:
    void takeWithinBound(const wire::Delta &delta, Growth &growth);
    void take(const wire::Delta &delta, Growth &growth);
    void takeText(std::string_view text, Growth &growth);
    void takeCall(const wire::Delta &delta, Growth &growth);
    /// The source of the call that this delta belongs to; null when it is not read. `text`: what to read.
    AnswerSource *sourceOf(const wire::Delta &delta, std::string &text, Growth &growth);
    void read(AnswerSource &source, std::string_view text, Growth &growth);
    void choose(Growth &growth);
    void findIssues(Growth &growth);
    [[nodiscard]] bool asksForCalls() const;
    [[nodiscard]] json::ParseOptions optionsFor(std::string_view function) const;
    void addNotes(Answer &out) const;
    /// Where the text of each shown source begins in the whole text: they are joined by LF.
    [[nodiscard]] std::vector<std::uint64_t> textOffsets() const;

    AssemblyPlan m_plan;
    json::MisfitCount m_misfits;
    bool m_several; ///< parallel calls: the answer is the list of them
    ShownTree m_tree;
    /// Of one answer that is shown while it grows; parallel calls, and items one by one, are judged apart.
    std::optional<schema::IncrementalValidation> m_growing;
    std::unique_ptr<AnswerSource> m_content;
    std::map<std::uint32_t, std::unique_ptr<AnswerSource>> m_calls; ///< by the index the server gave
    OneCall m_oneCall;
    bool m_tooManyCalls = false;
    bool m_hopeless = false;
    std::optional<std::uint64_t> m_bytesLeft; ///< of what may be read; absent: no bound
    bool m_beyondBound = false;
    std::vector<std::uint64_t> m_offsets; ///< of the texts of what is shown; after finish()
    std::size_t m_pieces = 0;
    bool m_over = false;
    bool m_done = false;
    Answer m_said; ///< what needs no putting together: finish reason, usage, refusal, …
};

} // namespace espalier::run
