// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/answerreader.h"

#include "json/answerlocator.h"
#include "json/answertree.h"
#include "json/incrementalparser.h"
#include "json/loopguard.h"
#include "json/textposition.h"
#include "json/utf8.h"

#include <algorithm>

namespace espalier::json {

class AnswerReader::Private
{
public:
    explicit Private(ParseOptions given)
        : options(std::move(given))
        , guard(options.loop)
    {
        if (options.strict)
            parser.emplace(tree, options);
        else
            locator.emplace(tree, options);
    }

    void feed(std::string_view bytes);
    void finish();
    [[nodiscard]] AnswerState state() const;

    ParseOptions options;
    AnswerTree tree;
    std::optional<ParseError> error;
    LoopGuard guard;

private:
    void read(std::string_view bytes);
    std::size_t skipMark(std::string_view bytes);
    void readStrictly(std::string_view bytes);
    void fail(ParseError reason, std::string_view bytes);
    void stopLoop();
    void stopTooLarge();

    std::optional<IncrementalParser> parser; ///< strict
    TextPosition position;
    std::uint64_t consumed = 0;
    std::size_t mark = 0; ///< bytes of a byte-order mark so far
    bool finished = false;

public:
    std::optional<AnswerLocator> locator; ///< tolerant
};

void AnswerReader::Private::feed(std::string_view bytes)
{
    if (finished || error)
        return;
    const std::uint64_t room = options.limits.answerBytes - consumed;
    std::string_view taken =
        bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, bytes.size())));
    const bool tooLarge = taken.size() < bytes.size();
    if (!options.strict && options.loop.enabled)
        taken = taken.substr(0, guard.feed(taken));
    read(taken);
    if (error)
        return;
    position.advance(taken);
    consumed += taken.size();
    if (guard.stopped())
        stopLoop();
    else if (tooLarge)
        stopTooLarge();
}

void AnswerReader::Private::read(std::string_view bytes)
{
    if (options.strict) {
        readStrictly(bytes);
        return;
    }
    locator->feed(bytes, consumed);
    if (locator->error())
        fail(*locator->error(), bytes);
}

/// Skips a byte-order mark; how many of the bytes belong to it.
std::size_t AnswerReader::Private::skipMark(std::string_view bytes)
{
    std::size_t at = 0;
    while (at < bytes.size() && mark < kByteOrderMark.size() && consumed + at == mark &&
           bytes[at] == kByteOrderMark[mark]) {
        ++mark;
        ++at;
    }
    const bool whole = mark == kByteOrderMark.size();
    if (whole && at > 0)
        parser->seek(consumed + at);
    if (!whole && at < bytes.size()) // it was none
        parser->feed(kByteOrderMark.substr(0, mark));
    return at;
}

void AnswerReader::Private::readStrictly(std::string_view bytes)
{
    std::size_t at = consumed <= kByteOrderMark.size() ? skipMark(bytes) : 0;
    if (parser->status() == ParseStatus::Reading)
        at += parser->feed(bytes.substr(at));
    if (parser->error()) {
        fail(*parser->error(), bytes);
        return;
    }
    if (parser->status() != ParseStatus::Done)
        return;
    at = bytes.find_first_not_of(" \t\r\n", at);
    if (at < bytes.size())
        fail({ParseErrorCode::Syntax, "something stands after the value", consumed + at, 1, 1, {}}, bytes);
}

/// `bytes`: the piece that begins at `consumed` and holds the place of the error, or nothing when it is at
/// the end.
void AnswerReader::Private::fail(ParseError reason, std::string_view bytes)
{
    if (reason.offset < consumed)
        position = {}; // only a spoilt byte-order mark lies behind us, at the very beginning
    position.advance(
        bytes.substr(0, static_cast<std::size_t>(reason.offset - std::min(reason.offset, consumed))));
    reason.line = position.line();
    reason.column = position.column();
    error = std::move(reason);
}

void AnswerReader::Private::stopLoop()
{
    finished = true;
    locator->finish(consumed);
    tree.repairs().addOutside(RepairKind::LoopStopped, guard.loopAt(), guard.unit());
}

void AnswerReader::Private::stopTooLarge()
{
    if (options.strict)
        parser->finish(); // closes what is open
    else
        locator->finish(consumed);
    const std::string limit = std::to_string(options.limits.answerBytes);
    fail({ParseErrorCode::TooLarge, "longer than " + limit + " bytes", consumed, 1, 1, {}}, {});
}

void AnswerReader::Private::finish()
{
    if (finished || error)
        return;
    finished = true;
    if (!options.strict) {
        locator->finish(consumed);
        if (locator->error())
            fail(*locator->error(), {});
    } else if (parser->status() == ParseStatus::Reading) {
        if (mark < kByteOrderMark.size())
            parser->feed(kByteOrderMark.substr(0, mark));
        parser->finish();
        if (parser->error())
            fail(*parser->error(), {});
    }
}

AnswerState AnswerReader::Private::state() const
{
    const bool shown = tree.tree().root() != kNoNode;
    if (options.strict) {
        if (parser->status() == ParseStatus::Done)
            return error ? AnswerState::Cut : AnswerState::Complete;
        return !shown ? AnswerState::None : finished || error ? AnswerState::Cut : AnswerState::Growing;
    }
    if (!shown)
        return locator->cut() ? AnswerState::Cut : AnswerState::None;
    if (!finished && !error && locator->growing())
        return AnswerState::Growing;
    return locator->complete() ? AnswerState::Complete : AnswerState::Cut;
}

AnswerReader::AnswerReader(ParseOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

AnswerReader::~AnswerReader() = default;
AnswerReader::AnswerReader(AnswerReader &&) noexcept = default;
AnswerReader &AnswerReader::operator=(AnswerReader &&) noexcept = default;

void AnswerReader::feed(std::string_view bytes)
{
    d->feed(bytes);
}

void AnswerReader::finish()
{
    d->finish();
}

TreeChanges AnswerReader::takeChanges()
{
    return d->tree.takeChanges();
}

const PartialTree &AnswerReader::tree() const
{
    return d->tree.tree();
}

AnswerState AnswerReader::state() const
{
    return d->state();
}

const Repairs &AnswerReader::repairs() const
{
    return d->tree.repairs().all();
}

bool AnswerReader::loopStopped() const noexcept
{
    return d->guard.stopped();
}

const std::vector<IgnoredSpan> &AnswerReader::ignored() const
{
    static const std::vector<IgnoredSpan> none;
    return d->locator ? d->locator->ignored() : none;
}

const std::optional<ParseError> &AnswerReader::error() const
{
    return d->error;
}

} // namespace espalier::json
