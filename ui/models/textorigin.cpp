// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/textorigin.h"

#include <algorithm>

namespace espalier::ui {

void TextOrigin::take(const json::TreeChanges &changes)
{
    for (const json::TreeChange &change : changes) {
        if (change.op == json::TreeOp::Reset ||
            (change.op == json::TreeOp::Add && change.parent == json::kNoNode))
            *this = TextOrigin();
        if (change.op == json::TreeOp::Add) {
            m_mixed = m_mixed || change.offset < m_last;
            m_last = change.offset;
            m_stringEnd = change.offset + 1; // behind its quote
            m_string = change.at == m_stringEnd ? change.node : json::kNoNode;
            if (change.at == change.offset + 1)
                m_known = std::max(m_known, change.at);
        } else if (change.op == json::TreeOp::AppendText && change.node == m_string) {
            // As many bytes as came: no escapes, and nothing of another text.
            m_stringEnd += change.text.size();
            if (change.at == m_stringEnd)
                m_known = std::max(m_known, change.at);
        } else if (change.op == json::TreeOp::Close && change.at == change.offset && m_known > 0) {
            m_known = std::max(m_known, change.at);
        }
    }
}

} // namespace espalier::ui
