// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/deltamask.h"

#include "run/answermask.h"

#include <algorithm>
#include <iterator>

namespace espalier::run {

using wire::Delta;
using wire::Deltas;

static bool isText(Delta::Kind kind)
{
    return kind == Delta::Kind::Text || kind == Delta::Kind::Reasoning || kind == Delta::Kind::Refusal ||
           kind == Delta::Kind::ToolCall;
}

DeltaMask::DeltaMask(const HttpHeaders &secrets)
{
    for (const std::string_view word : maskedWords(secrets))
        m_words.emplace_back(word);
}

/// Where the longest end of the text begins with which a secret begins; its size when there is none.
std::size_t DeltaMask::openEnd(std::string_view text) const
{
    std::size_t out = text.size();
    for (const std::string &word : m_words) {
        const std::size_t longest = std::min(word.size() - 1, text.size());
        for (std::size_t at = text.size() - longest; at < out; ++at) {
            if (std::string_view(word).starts_with(text.substr(at)))
                out = at;
        }
    }
    return out;
}

Deltas DeltaMask::take(Deltas deltas)
{
    if (m_words.empty())
        return deltas;
    Deltas out;
    for (Delta &delta : deltas) {
        if (!isText(delta.kind)) {
            Deltas held = finish(); // the end of the texts, or of what can be said of them
            std::move(held.begin(), held.end(), std::back_inserter(out));
            out.push_back(std::move(delta));
            continue;
        }
        std::string &held = m_held[{delta.kind, delta.index}];
        delta.text.insert(0, held);
        for (const std::string &word : m_words)
            m_masked = overwriteSecret(delta.text, word) || m_masked;
        const std::size_t end = openEnd(delta.text);
        held = delta.text.substr(end);
        delta.text.resize(end);
        if (!delta.text.empty() || delta.kind == Delta::Kind::ToolCall)
            out.push_back(std::move(delta));
    }
    return out;
}

Deltas DeltaMask::finish()
{
    Deltas out;
    for (auto &[place, held] : m_held) {
        if (held.empty())
            continue;
        Delta delta;
        delta.kind = place.first;
        delta.index = place.second;
        delta.text = std::exchange(held, {});
        out.push_back(std::move(delta));
    }
    return out;
}

} // namespace espalier::run
