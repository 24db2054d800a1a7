// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wire/answerform.h"

#include "base/ascii.h"
#include "json/utf8.h"

#include <algorithm>

namespace espalier::wire {

namespace {

bool isType(std::string_view contentType, std::string_view type)
{
    return asciiLower(trimmed(contentType.substr(0, contentType.find(';')))) == type;
}

/// Does the line that begins here have a field of an event stream?
AnswerForm byFieldName(std::string_view head, bool ended)
{
    if (head.front() == ':')
        return AnswerForm::Stream;
    for (const std::string_view name : {"data", "event", "id", "retry"}) {
        const bool whole = head.size() > name.size();
        if (whole && head.starts_with(name)) {
            const char next = head[name.size()];
            return next == ':' || next == '\r' || next == '\n' ? AnswerForm::Stream : AnswerForm::Other;
        }
        if (!whole && !ended && name.starts_with(head))
            return AnswerForm::Unknown;
    }
    return AnswerForm::Other;
}

} // namespace

void skipPadding(std::string &head, bool &atStart)
{
    if (atStart) {
        if (head.size() < json::kByteOrderMark.size() && json::kByteOrderMark.starts_with(head))
            return;
        atStart = false;
        if (head.starts_with(json::kByteOrderMark))
            head.erase(0, json::kByteOrderMark.size());
    }
    const auto first = std::find_if_not(head.begin(), head.end(), isAsciiSpace);
    head.erase(head.begin(), first);
}

AnswerForm answerForm(std::string_view contentType, std::string_view head, bool ended)
{
    if (head.empty() || (!ended && json::kByteOrderMark.starts_with(head)))
        return AnswerForm::Unknown;
    if (head.front() == '{' || head.front() == '[')
        return AnswerForm::Json;
    if (head.front() == '<')
        return AnswerForm::Other;
    if (isType(contentType, "text/event-stream"))
        return AnswerForm::Stream;
    return byFieldName(head, ended);
}

} // namespace espalier::wire
