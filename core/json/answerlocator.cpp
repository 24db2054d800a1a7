// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/answerlocator.h"

#include "base/ascii.h"

#include <algorithm>
#include <utility>

namespace espalier::json {

namespace {

constexpr std::size_t kHead = kRepairTextBytes + 4;
constexpr std::size_t kMostJudged = 50'000; // values of candidates

bool wantsContainer(const AnswerExpectation &expected) noexcept
{
    return expected.root == AnswerExpectation::Root::Object ||
           expected.root == AnswerExpectation::Root::Array;
}

OutsideScanner::Scalars scalarsFor(const ParseOptions &options) noexcept
{
    return wantsContainer(options.expectation) ? OutsideScanner::Scalars::EncodedOnly
                                               : OutsideScanner::Scalars::All;
}

} // namespace

struct AnswerLocator::Candidate
{
    Candidate(AnswerTree &tree, const ParseOptions &options, const RootSelector::Terms &given,
              std::uint64_t at)
        : terms(given)
        , begin(at)
        , selector(tree, options, terms)
        , parser(selector, options, at)
    {
    }

    RootSelector::Terms terms;
    std::uint64_t begin;
    bool bare = false; ///< a number or literal: prose behind it makes it part of a sentence
    bool fenced = false;
    bool firstRow = false;
    std::string head; ///< its first bytes, in case it is prose
    RootSelector selector;
    IncrementalParser parser;
};

bool AnswerLocator::Rank::better(const Rank &other) const noexcept
{
    if (fitsWhole() != other.fitsWhole())
        return fitsWhole();
    if (fit != other.fit)
        return fit > other.fit;
    if (misfits && other.misfits && misfits != other.misfits)
        return *misfits < *other.misfits;
    if (note != other.note)
        return other.note;
    if (closed != other.closed)
        return closed;
    if (repairs != other.repairs)
        return repairs < other.repairs;
    if (fenced != other.fenced)
        return fenced;
    return end - begin > other.end - other.begin;
}

AnswerLocator::AnswerLocator(AnswerTree &tree, const ParseOptions &options)
    : m_tree(tree)
    , m_options(options)
    , m_outside(tree.repairs(), scalarsFor(options))
{
    tree.repairs().setLimit(options.limits.repairs);
}

AnswerLocator::~AnswerLocator() = default;

bool AnswerLocator::growing() const noexcept
{
    return (m_candidate && !m_tree.held()) || m_tree.listOpen();
}

void AnswerLocator::feed(std::string_view bytes, std::uint64_t offset)
{
    std::size_t at = 0;
    while (at < bytes.size() && !m_error) {
        if (m_candidate)
            at += feedCandidate(bytes.substr(at), offset + at);
        else
            at = feedOutside(bytes, at, offset);
    }
}

std::size_t AnswerLocator::feedOutside(std::string_view bytes, std::size_t at, std::uint64_t offset)
{
    if (!m_options.locate && !m_best) { // the text is JSON from its first byte on
        while (at < bytes.size() && isAsciiSpace(bytes[at]))
            ++at;
        if (at < bytes.size())
            begin(offset + at, bytes[at]);
        return at;
    }
    switch (m_outside.scan(bytes, at, offset)) {
    case OutsideScanner::Event::PieceEnd:
        break;
    case OutsideScanner::Event::Container:
    case OutsideScanner::Event::Scalar:
        if (m_options.locate) {
            const std::string prefix = m_outside.prefix();
            begin(m_outside.candidateAt(), prefix.empty() ? bytes[at] : prefix.front());
            m_candidate->head = prefix;
            m_candidate->parser.feed(prefix);
        } else {
            m_outside.rejected(bytes.substr(at, 1), offset + at);
            ++at;
        }
        break;
    case OutsideScanner::Event::Prose:
        m_tree.withdraw(offset + at);
        m_outside.spoilt(m_bareText, m_best->begin);
        m_best.reset();
        break;
    case OutsideScanner::Event::Thought:
        m_tree.withdraw(offset + at);
        if (m_best)
            ignore({m_best->begin, m_best->end});
        m_best.reset();
        break;
    }
    return at;
}

void AnswerLocator::begin(std::uint64_t offset, char first)
{
    const bool container = first == '{' || first == '[';
    const bool quoted = first == '"' || first == '\'';
    const bool foreign = !container && first >= 'A' && first <= 'Z'; // None, True; more often a sentence
    RootSelector::Terms terms;
    terms.promise = m_options.locate && ((m_outside.proseBefore() && !m_outside.fenced()) || foreign);
    judgeBest();
    if (m_best)
        terms.rival = m_best->fitsWhole() ? RootSelector::Fit::Good : m_best->fit;
    terms.adjacent = m_outside.adjacent();
    m_tree.begin(terms.promise || m_best);
    m_candidate = std::make_unique<Candidate>(m_tree, m_options, terms, offset);
    m_candidate->bare = !container && !quoted;
    m_candidate->fenced = m_outside.fenced();
    m_candidate->firstRow = !m_tree.listOpen();
    if (m_options.locate && container)
        m_candidate->parser.setProbation(terms.promise);
    if (wantsContainer(m_options.expectation))
        m_candidate->parser.setExactText(RootSelector::kMostWrappers);
}

bool AnswerLocator::failed()
{
    // What is read out of a string fails at an earlier byte than the string itself: that comes first, for
    // every cut.
    for (const auto *error : {&m_candidate->selector.error(), &m_candidate->parser.error()}) {
        if (*error && !m_error)
            m_error = *error;
    }
    if (m_error) // a string may have been read on in one piece while what it holds had failed
        m_tree.repairs().dropBeyond(m_error->offset);
    if (m_error && m_tree.listOpen())
        m_tree.closeList(NodeState::Cut, m_error->offset, m_error->offset + 1);
    return m_error.has_value();
}

std::size_t AnswerLocator::feedCandidate(std::string_view bytes, std::uint64_t offset)
{
    Candidate &candidate = *m_candidate;
    const std::size_t taken = candidate.parser.feed(bytes);
    if (candidate.head.size() < kHead)
        candidate.head.append(bytes.substr(0, std::min(taken, kHead)));
    const ParseStatus status = candidate.parser.status();
    if (status == ParseStatus::Reading && !candidate.selector.decoding())
        return taken;
    if (failed())
        return taken;
    if (status == ParseStatus::Implausible) {
        reject(offset + taken + 1); // the byte that settled it was looked at, and is read again as prose
    } else if (status == ParseStatus::Done) {
        const bool byFence = candidate.parser.endedByFence();
        const bool bare = candidate.bare && m_options.locate && !m_best;
        m_bareText = bare ? candidate.head : std::string();
        over(true, offset + taken);
        m_outside.candidateOver(byFence);
        if (bare)
            m_outside.watchProse();
    }
    return taken;
}

void AnswerLocator::reject(std::uint64_t at)
{
    m_tree.discard(at);
    m_outside.rejected(m_candidate->head, m_candidate->begin);
    m_candidate.reset();
}

void AnswerLocator::ignore(const IgnoredSpan &span)
{
    if (m_ignored.size() >= m_options.limits.repairs)
        return;
    const auto place =
        std::upper_bound(m_ignored.begin(), m_ignored.end(), span,
                         [](const IgnoredSpan &a, const IgnoredSpan &b) { return a.begin < b.begin; });
    m_ignored.insert(place, span);
}

std::optional<std::size_t> AnswerLocator::misfitsOf(const PartialTree &tree)
{
    if (!m_options.misfits || tree.size() > kMostJudged - m_judged)
        return std::nullopt;
    m_judged += tree.size();
    return m_options.misfits(tree.value());
}

/// Once another candidate begins: an answer that stands alone is judged by others.
void AnswerLocator::judgeBest()
{
    if (!m_best || std::exchange(m_bestJudged, true) || !m_best->closed || m_tree.listOpen())
        return;
    m_best->misfits = misfitsOf(m_tree.tree());
}

void AnswerLocator::over(bool closed, std::uint64_t end)
{
    const std::unique_ptr<Candidate> candidate = std::move(m_candidate);
    const RootSelector &selector = candidate->selector;
    Rank rank;
    rank.fit = selector.fit();
    rank.note = candidate->terms.promise && selector.looksLikeNote();
    rank.closed = closed && !selector.cutInside();
    rank.repairs = candidate->parser.repairCount();
    rank.fenced = candidate->fenced;
    rank.begin = candidate->begin;
    rank.end = end;
    if (m_best && m_bestIsLast && m_outside.answerFenced())
        m_best->fenced = true;
    m_bestIsLast = false;
    m_outside.accepted();
    for (const IgnoredSpan &span : selector.ignored())
        ignore(span);
    if (selector.isRow() && !candidate->firstRow) { // one more row of the list that is shown
        m_best->closed = rank.closed;
        m_best->repairs += rank.repairs;
        m_best->end = end;
        return;
    }
    const bool decided = selector.decided();
    if (decided && m_best && m_tree.held() && rank.closed)
        rank.misfits = misfitsOf(m_tree.heldTree());
    const bool wins = decided && (!m_tree.held() || !m_best || rank.better(*m_best));
    if (!wins) {
        m_tree.discard(end);
        m_cut = !m_best && !decided;
        if (m_best && candidate->terms.adjacent)
            m_tree.repairs().addOutside(RepairKind::Concatenated, rank.begin, candidate->head.substr(0, 1));
        if (m_best)
            ignore({rank.begin, rank.end});
        return;
    }
    if (m_best)
        ignore({m_best->begin, m_best->end});
    if (m_tree.held())
        m_tree.show(end);
    m_best = rank;
    m_bestJudged = rank.misfits.has_value();
    m_bestIsLast = true;
}

void AnswerLocator::finish(std::uint64_t end)
{
    if (m_candidate) {
        Candidate &candidate = *m_candidate;
        candidate.parser.finish();
        const bool done = candidate.parser.status() == ParseStatus::Done;
        const bool bracketOnly = candidate.terms.promise && !candidate.parser.plausible();
        if (!failed() && !done && bracketOnly)
            reject(end);
        else if (!m_error)
            over(done, end);
    }
    if (m_options.locate || m_best)
        m_outside.finish();
    if (m_tree.listOpen() && !m_error)
        m_tree.closeList(m_best->closed ? NodeState::Repaired : NodeState::Cut, m_best->end, end);
}

} // namespace espalier::json
