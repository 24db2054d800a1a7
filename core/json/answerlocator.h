// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/answertree.h"
#include "json/ignoredspan.h"
#include "json/incrementalparser.h"
#include "json/outsidescanner.h"
#include "json/parseoptions.h"
#include "json/rootselector.h"

#include <memory>
#include <optional>
#include <vector>

namespace espalier::json {

/// Finds the answer in a model's text: tries every place outside JSON where JSON may begin, one after the
/// other, and keeps the candidate that fits best. What lies inside a candidate is never a candidate of its
/// own, be it cut or not.
///
/// Order: what is judged to fit whole (ParseOptions::misfits); then how well root kind and first keys fit the
/// expectation; then what is judged to have fewer misfits; then no bare footnote mark ("[1]"); then closed
/// before cut, fewer repairs, fenced, longer, first. Live, the first promising candidate is shown while it
/// grows; one that fits better takes its place as soon as that shows, unless what is shown fits whole; one
/// that only ranks better when it is over. Judging looks at 50,000 values of all candidates together.
class AnswerLocator
{
public:
    /// `tree` and `options` must outlive the locator.
    AnswerLocator(AnswerTree &tree, const ParseOptions &options);
    ~AnswerLocator();

    /// `offset`: input offset of the first byte.
    void feed(std::string_view bytes, std::uint64_t offset);
    void finish(std::uint64_t end);

    /// A candidate is being read and is the one that is shown, or nothing is.
    [[nodiscard]] bool growing() const noexcept;
    /// The answer that is shown is closed.
    [[nodiscard]] bool complete() const noexcept { return m_best && m_best->closed; }
    /// finish() came inside a candidate of which nothing could be shown.
    [[nodiscard]] bool cut() const noexcept { return m_cut; }
    [[nodiscard]] const std::vector<IgnoredSpan> &ignored() const noexcept { return m_ignored; }
    [[nodiscard]] const std::optional<ParseError> &error() const noexcept { return m_error; }

private:
    struct Candidate;
    /// What ranks a candidate that is over.
    struct Rank
    {
        RootSelector::Fit fit = RootSelector::Fit::None;
        bool note = false;
        bool closed = false;
        std::uint64_t repairs = 0;
        bool fenced = false;
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::optional<std::size_t> misfits; ///< absent: not judged
        /// An object of nothing but unknown members may be let through by a schema and still be no answer.
        [[nodiscard]] bool fitsWhole() const noexcept
        {
            return misfits == std::size_t{0} && fit >= RootSelector::Fit::Fair;
        }
        [[nodiscard]] bool better(const Rank &other) const noexcept;
    };

    std::size_t feedOutside(std::string_view bytes, std::size_t at, std::uint64_t offset);
    std::size_t feedCandidate(std::string_view bytes, std::uint64_t offset);
    void begin(std::uint64_t offset, char first);
    bool failed();
    void over(bool closed, std::uint64_t end);
    void reject(std::uint64_t at);
    void ignore(const IgnoredSpan &span);
    [[nodiscard]] std::optional<std::size_t> misfitsOf(const PartialTree &tree);
    void judgeBest();

    AnswerTree &m_tree;
    const ParseOptions &m_options;
    OutsideScanner m_outside;
    std::unique_ptr<Candidate> m_candidate;
    std::optional<Rank> m_best; ///< of what is shown, once it is over; of an open list, of its rows so far
    bool m_bestJudged = false;
    std::size_t m_judged = 0;  ///< values looked at to judge candidates
    bool m_bestIsLast = false; ///< no other candidate came since
    std::string m_bareText;    ///< of a number or literal that prose may still spoil
    std::vector<IgnoredSpan> m_ignored;
    std::optional<ParseError> m_error;
    bool m_cut = false;
};

} // namespace espalier::json
