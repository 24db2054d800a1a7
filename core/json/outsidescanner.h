// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/prosestretch.h"
#include "json/repairbook.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace espalier::json {

/// Reads what stands around JSON in a model's answer: prose, fences (```json), think blocks, comments; and
/// finds where JSON may begin. Notes every stretch of them as a repair.
class OutsideScanner
{
public:
    enum class Event : std::uint8_t {
        PieceEnd,
        Container, ///< at a { or [
        Scalar,    ///< at the first byte of a number, literal or string that nothing but blanks precedes
        Prose,     ///< the first byte of prose was taken; only when watchProse() asked for it
        Thought,   ///< behind a </think> that never was opened: what came so far was thought, not answer
    };
    /// What a text may begin with beside { and [.
    enum class Scalars : std::uint8_t { All, EncodedOnly };

    OutsideScanner(RepairBook &repairs, Scalars scalars)
        : m_repairs(repairs)
        , m_scalars(scalars)
    {
    }

    /// Reads from `at` on; on Container and Scalar, prefix() are bytes of the candidate that were taken
    /// already, and `at` stands behind them.
    Event scan(std::string_view bytes, std::size_t &at, std::uint64_t base);
    /// The text has ended.
    void finish();

    /// The candidate that was announced turned out to be one: what is before it is a stretch of its own.
    void accepted();
    /// It was none: `text` belongs to the prose.
    void rejected(std::string_view text, std::uint64_t offset);
    /// It was one, but the prose that just began is its continuation.
    void spoilt(std::string_view text, std::uint64_t offset);
    /// It is over.
    void candidateOver(bool byFence);
    /// Tell once when prose begins.
    void watchProse() noexcept { m_watch = true; }

    [[nodiscard]] const std::string &prefix() const noexcept { return m_prefix; }
    [[nodiscard]] std::uint64_t candidateAt() const noexcept { return m_candidateAt; }
    [[nodiscard]] bool fenced() const noexcept { return m_inFence; }
    /// The last candidate stood in a fence of which only the end is there.
    [[nodiscard]] bool answerFenced() const noexcept { return m_answerFenced; }
    /// There is prose since the last candidate, the last fence or the beginning.
    [[nodiscard]] bool proseBefore() const noexcept { return m_stretch.kind() == Stretch::Prose; }
    /// There is nothing but blanks, commas and comments.
    [[nodiscard]] bool adjacent() const noexcept
    {
        return m_stretch.kind() != Stretch::Prose && m_stretch.kind() != Stretch::Closers;
    }

private:
    enum class Mode : std::uint8_t {
        Text,
        Mark,  ///< the first bytes of a byte-order mark
        Blank, ///< the first bytes of what may be a blank beyond ASCII
        Ticks,
        FenceInfo,
        FenceRest, ///< more ticks of a fence that ended a candidate
        Tag,
        Think,
        Slash,
        LineComment,
        BlockComment,
        BlockCommentStar,
        Quote, ///< a quote that may open a string with JSON inside
    };
    using Stretch = ProseStretch::Kind;

    Event text(char c, std::uint64_t offset, bool &take);
    bool inMode(char c, std::uint64_t offset, Event &event);
    void stretch(Stretch kind, std::string_view text, std::uint64_t offset);
    void endStretch();
    bool blank(char c);
    void fence();
    void fenceInfoOver();
    void fenceClosed();
    bool tag(char c, Event &event);
    bool think(char c);
    bool comment(char c, std::uint64_t offset);
    bool quote(char c, Event &event);
    void giveBack();

    RepairBook &m_repairs;
    Scalars m_scalars;
    Mode m_mode = Mode::Text;
    bool m_fresh = true; ///< nothing but blanks and comments since the beginning or the fence
    bool m_quiet = true; ///< the same since the last candidate too
    bool m_lineStart = true;
    bool m_tagOpens = false; ///< the tag stands where a think block may begin: at the start of a line
    bool m_inFence = false;
    bool m_unfenced = false;     ///< there was a candidate since the last fence, and none around it
    bool m_doubtful = false;     ///< the fence may be the end of one that began before that candidate
    bool m_answerFenced = false; ///< it was
    bool m_answered = false;     ///< there was a candidate
    bool m_watch = false;
    bool m_strayTag = false; ///< a <think> that began no block
    std::string m_mark;      ///< bytes of a mark that is not whole
    std::uint64_t m_markAt = 0;
    ProseStretch m_stretch;
    std::string m_prefix;
    std::uint64_t m_candidateAt = 0;
};

} // namespace espalier::json
