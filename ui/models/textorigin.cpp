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
            if (change.at == change.offset + 1)
                m_known = std::max(m_known, change.at);
        } else if (change.op == json::TreeOp::Close && change.at == change.offset && m_known > 0) {
            m_known = std::max(m_known, change.at);
        }
    }
}

} // namespace espalier::ui
