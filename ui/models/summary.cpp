// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/summary.h"

#include "models/livetree.h"
#include "text/valuetext.h"

#include <QStringList>

#include <algorithm>

namespace espalier::ui {

using json::Value;

QString shortened(const QString &text, bool keepEnd)
{
    const bool cut = text.size() > kShownCharacters;
    QString out = cut ? (keepEnd ? text.right(kShownCharacters) : text.left(kShownCharacters)) : text;
    if (cut && keepEnd && out.front().isLowSurrogate())
        out.remove(0, 1);
    if (cut && !keepEnd && out.back().isHighSurrogate())
        out.chop(1);
    for (QChar &character : out) {
        // One row, one line; and nothing that turns the direction of what stands beside it.
        if (character.category() == QChar::Other_Control || character == QChar::LineSeparator ||
            character == QChar::ParagraphSeparator)
            character = u' ';
    }
    out = displayText(out);
    if (!cut)
        return out;
    return keepEnd ? u'…' + out : out + u'…';
}

static QString objectSummary(const LiveNode &node)
{
    QStringList parts;
    for (std::uint32_t i = 0; i < kSummaryMembers; ++i) {
        const LiveNode *value = valueAt(node, i);
        if (value && !value->isContainer() && value->hasValue && !value->text.isEmpty() &&
            value->nodeState != json::NodeState::Superseded)
            parts.append(shortened(value->text.left(kShownCharacters), false));
    }
    return shortened(parts.join(u", "), false);
}

bool saysWord(const LiveNode &node)
{
    const bool done = node.id != json::kNoNode && node.nodeState != json::NodeState::Open;
    return done &&
           (node.kind == Value::Kind::Null || (node.kind == Value::Kind::String && node.text.isEmpty()));
}

QString valueSummary(const LiveNode &node)
{
    if (node.role == LiveNode::Role::Expected && node.id == json::kNoNode)
        return absentText(node.container->nodeState);
    if (node.role == LiveNode::Role::Page)
        return {};
    const bool open = node.nodeState == json::NodeState::Open;
    if (node.kind == Value::Kind::Array)
        return countText(node.valueCount, open);
    if (node.kind == Value::Kind::Object)
        return node.valueCount == 0 && !open ? emptyText() : objectSummary(node);
    return saysWord(node) && node.kind == Value::Kind::String ? emptyTextWord() : shortened(node.text, open);
}

QString chipText(const LiveNode &node)
{
    const ValueState own = ownState(node);
    if (own == ValueState::Absent || node.role == LiveNode::Role::Page)
        return {};
    if (!node.markText.isEmpty() && own == node.mark)
        return shortened(node.markText, false);
    if (shownState(node) == own)
        return stateText(own);
    const ValueState inside = worstInside(node);
    return inside == ValueState::Invalid ? issuesInsideText(node.issuesInside) : stateInsideText(inside);
}

} // namespace espalier::ui
