// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "wire/answerdecoder.h"
#include "wire/delta.h"

#include "support/splits.h"

#include <optional>
#include <string>
#include <vector>

namespace espalier::test {

/// What the deltas of one answer come to. Equal for every cut of the bytes.
struct Collected
{
    struct Call
    {
        std::string id;
        std::string name;
        std::string arguments;
        bool legacy = false;
        bool operator==(const Call &) const = default;
    };
    std::string text;
    std::string reasoning;
    std::string refusal;
    std::vector<Call> calls;
    std::optional<std::string> finishReason;
    std::optional<wire::Usage> usage;
    std::string model;
    std::optional<Error> streamError;
    std::optional<Error> error; ///< the decoder's own
    int doneCount = 0;
    int modelCount = 0;
    bool isStream = false;
    bool operator==(const Collected &) const = default;

    void add(const wire::Deltas &deltas)
    {
        using Kind = wire::Delta::Kind;
        for (const wire::Delta &delta : deltas) {
            switch (delta.kind) {
            case Kind::Text:
                text += delta.text;
                break;
            case Kind::Reasoning:
                reasoning += delta.text;
                break;
            case Kind::Refusal:
                refusal += delta.text;
                break;
            case Kind::ToolCall:
                addCall(delta);
                break;
            case Kind::Finish:
                finishReason = delta.text;
                break;
            case Kind::Usage:
                usage = delta.usage;
                break;
            case Kind::Model:
                model = delta.text;
                ++modelCount;
                break;
            case Kind::StreamError:
                streamError = delta.error;
                break;
            case Kind::Done:
                ++doneCount;
                break;
            }
        }
    }

private:
    void addCall(const wire::Delta &delta)
    {
        if (calls.size() <= delta.index)
            calls.resize(delta.index + 1);
        Call &call = calls[delta.index];
        if (!delta.id.empty())
            call.id = delta.id;
        call.name += delta.name;
        call.arguments += delta.text;
        call.legacy = call.legacy || delta.legacyFunctionCall;
    }
};

/// What an answer decoder makes of these pieces.
inline Collected collect(std::string_view contentType, const Pieces &pieces, std::size_t maxBytes = 1UL << 26)
{
    wire::AnswerDecoder decoder(contentType, maxBytes);
    Collected out;
    for (const std::string_view piece : pieces)
        out.add(decoder.feed(piece));
    out.add(decoder.finish());
    out.error = decoder.error();
    out.isStream = decoder.isStream();
    return out;
}

} // namespace espalier::test
