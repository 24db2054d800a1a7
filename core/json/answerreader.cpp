// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/answerreader.h"

#include "json/answertree.h"
#include "json/incrementalparser.h"
#include "json/textposition.h"

namespace espalier::json {

class AnswerReader::Private
{
public:
    explicit Private(const ParseOptions &given)
        : options(given)
        , parser(tree, options)
    {
    }

    void feed(std::string_view bytes);
    void finish();
    void fail(ParseError reason);
    void rest(std::string_view bytes, std::size_t at);

    ParseOptions options;
    AnswerTree tree;
    IncrementalParser parser;
    TextPosition position;
    std::uint64_t consumed = 0;
    bool finished = false;
    std::vector<IgnoredSpan> ignored;
    std::optional<ParseError> error;
};

void AnswerReader::Private::fail(ParseError reason)
{
    reason.line = position.line();
    reason.column = position.column();
    error = std::move(reason);
}

void AnswerReader::Private::feed(std::string_view bytes)
{
    std::size_t at = parser.done() ? 0 : parser.feed(bytes);
    if (parser.done())
        at = bytes.find_first_not_of(" \t\r\n", at);
    if (parser.error()) {
        position.advance(bytes.substr(0, parser.error()->offset - consumed));
        fail(*parser.error());
    } else if (parser.done() && at < bytes.size()) {
        position.advance(bytes.substr(0, at));
        fail({ParseErrorCode::Syntax, "something stands after the value", consumed + at, 1, 1, {}});
    } else {
        position.advance(bytes);
    }
    consumed += bytes.size();
}

void AnswerReader::Private::finish()
{
    finished = true;
    if (error || parser.done())
        return;
    parser.finish();
    if (parser.error())
        fail(*parser.error());
}

AnswerReader::AnswerReader(ParseOptions options)
    : d(std::make_unique<Private>(options))
{
}

AnswerReader::~AnswerReader() = default;
AnswerReader::AnswerReader(AnswerReader &&) noexcept = default;
AnswerReader &AnswerReader::operator=(AnswerReader &&) noexcept = default;

void AnswerReader::feed(std::string_view bytes)
{
    if (!d->finished && !d->error)
        d->feed(bytes);
}

void AnswerReader::finish()
{
    if (!d->finished)
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
    if (d->tree.tree().root() == kNoNode)
        return AnswerState::None;
    if (d->parser.done())
        return AnswerState::Complete;
    return d->finished ? AnswerState::Cut : AnswerState::Growing;
}

const Repairs &AnswerReader::repairs() const
{
    return d->tree.repairs();
}

const std::vector<IgnoredSpan> &AnswerReader::ignored() const
{
    return d->ignored;
}

const std::optional<ParseError> &AnswerReader::error() const
{
    return d->error;
}

} // namespace espalier::json
