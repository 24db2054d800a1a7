// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/answerdecoder.h"

#include "base/ascii.h"
#include "wire/answerform.h"
#include "wire/deltadecoder.h"
#include "wire/errorbody.h"
#include "wire/nextstep.h"
#include "wire/sseparser.h"
#include "json/read.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace espalier::wire {

namespace {

/// Of an answer that is no JSON enough is kept to show what it is.
constexpr std::size_t kShownBytes = 64UL * 1024;

Error tooLarge(std::size_t maxBytes)
{
    Error error;
    error.kind = ErrorKind::LimitExceeded;
    error.message = "The answer is larger than the limit of " + std::to_string(maxBytes) + " bytes.";
    error.nextStep = nextStep(ErrorKind::LimitExceeded);
    return error;
}

} // namespace

class AnswerDecoder::Private
{
public:
    Private(std::string_view type, std::size_t limit)
        : contentType(type)
        , maxBytes(limit)
        , parser(limit)
    {
    }

    Deltas decode(const std::vector<SseEvent> &events)
    {
        Deltas out;
        for (const SseEvent &event : events) {
            Deltas deltas = decoder.event(event);
            // A model's name alone is no content: chunks that carry nothing else keep the connection alive.
            contentSeen = contentSeen || std::any_of(deltas.begin(), deltas.end(), [](const Delta &delta) {
                              return delta.kind != Delta::Kind::Model;
                          });
            std::move(deltas.begin(), deltas.end(), std::back_inserter(out));
        }
        if (parser.failed() && !decoder.ended())
            error = tooLarge(maxBytes);
        return out;
    }

    Deltas decodeBody()
    {
        if (isLongAndCut(held)) {
            error = errorFromForeignBody(held);
            return {};
        }
        json::ParseLimits limits;
        limits.answerBytes = maxBytes;
        limits.stringBytes = maxBytes;
        const auto value = json::readStrict(trimmed(held), limits);
        if (form != AnswerForm::Json || !value)
            error = errorFromForeignBody(held);
        else if (!DeltaDecoder::isAnswer(*value))
            error = errorFromForeignJson(*value, "a chat completion");
        else
            return decoder.body(*value);
        return {};
    }

    /// Keeps a body, or of what is none the part that is shown.
    void hold(std::string_view bytes)
    {
        contentSeen = contentSeen || !trimmed(bytes).empty();
        const bool shownOnly = form == AnswerForm::Other;
        const std::size_t room = (shownOnly ? std::min(maxBytes, kShownBytes) : maxBytes) - held.size();
        if (bytes.size() > room && !shownOnly)
            error = tooLarge(maxBytes);
        else
            held.append(bytes.substr(0, room));
    }

    Deltas take(std::string_view bytes)
    {
        if (form == AnswerForm::Stream)
            return decode(parser.feed(bytes));
        hold(bytes);
        return {};
    }

    std::string contentType;
    std::size_t maxBytes;
    AnswerForm form = AnswerForm::Unknown;
    SseParser parser;
    DeltaDecoder decoder;
    std::string head; ///< until the form is known
    std::string held; ///< the body; unused for a stream
    bool atStart = true;
    bool contentSeen = false;
    bool finished = false;
    std::optional<Error> error;
};

AnswerDecoder::AnswerDecoder(std::string_view contentType, std::size_t maxBytes)
    : d(std::make_unique<Private>(contentType, maxBytes))
{
}

AnswerDecoder::~AnswerDecoder() = default;

Deltas AnswerDecoder::feed(std::string_view bytes)
{
    if (d->finished || d->error || d->decoder.ended())
        return {};
    if (d->form != AnswerForm::Unknown)
        return d->take(bytes);
    d->head.append(bytes);
    skipPadding(d->head, d->atStart);
    d->form = answerForm(d->contentType, d->head, false);
    return d->form == AnswerForm::Unknown ? Deltas() : d->take(std::exchange(d->head, {}));
}

Deltas AnswerDecoder::finish()
{
    if (std::exchange(d->finished, true) || d->error || d->decoder.ended())
        return {};
    Deltas out;
    if (d->form == AnswerForm::Unknown) {
        d->form = answerForm(d->contentType, d->head, true);
        out = d->take(std::exchange(d->head, {}));
    }
    Deltas last = d->form == AnswerForm::Stream ? d->decode(d->parser.finish()) : d->decodeBody();
    std::move(last.begin(), last.end(), std::back_inserter(out));
    return out;
}

bool AnswerDecoder::isStream() const
{
    return d->form == AnswerForm::Stream;
}

bool AnswerDecoder::takeContentSeen()
{
    return std::exchange(d->contentSeen, false);
}

std::uint64_t AnswerDecoder::replacedCount() const
{
    return d->parser.replacedCount();
}

bool AnswerDecoder::hadFurtherChoices() const
{
    return d->decoder.hadFurtherChoices();
}

const std::optional<Error> &AnswerDecoder::error() const
{
    return d->error;
}

} // namespace espalier::wire
