// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/onecall.h"

#include <utility>

namespace espalier::run {

OneCall::OneCall(std::string function)
    : m_function(std::move(function))
{
}

OneCall::Verdict OneCall::take(const wire::Delta &delta)
{
    const bool first = m_seen.insert(delta.index).second;
    const bool asked = delta.name == m_function;
    if (delta.index == m_chosen) {
        m_settled = m_settled || asked;
        return Verdict::Answer;
    }
    if (m_settled)
        return Verdict::NotRead;
    if (m_chosen && !asked) {
        if (!delta.name.empty())
            m_nameless.erase(delta.index); // another function
        else if (first || m_nameless.contains(delta.index))
            m_nameless[delta.index] += delta.text;
        return Verdict::NotRead;
    }
    m_chosen = delta.index;
    m_settled = asked;
    m_text = std::exchange(m_nameless[delta.index], {}) + delta.text;
    if (m_settled)
        m_nameless.clear();
    return Verdict::NewAnswer;
}

std::string OneCall::takeText()
{
    return std::exchange(m_text, {});
}

} // namespace espalier::run
