// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recipe/fieldtext_p.h"

namespace espalier::recipe {

namespace {

void append(std::string &list, std::string_view word)
{
    if (!list.empty() && !word.empty())
        list += ", ";
    list += word;
}

std::string must(const Field &field)
{
    return field.must ? "must" : "may be left out";
}

} // namespace

std::string wholeText(const Field &field)
{
    std::string out = field.kind;
    append(out, must(field));
    append(out, field.allowed);
    append(out, field.limits);
    return out;
}

void compare(FieldChange &change, const Field &before, const Field &after)
{
    const auto aspect = [&](const std::string &old, const std::string &now) {
        if (old == now)
            return;
        append(change.before, old);
        append(change.after, now);
    };
    const auto quoted = [](const std::string &text) {
        return text.empty() ? std::string("no description") : "“" + text + "”";
    };
    const auto orElse = [](const std::string &text, const char *none) { return text.empty() ? none : text; };
    aspect(before.kind, after.kind);
    aspect(must(before), must(after));
    aspect(orElse(before.allowed, "any value"), orElse(after.allowed, "any value"));
    aspect(orElse(before.limits, "no limits"), orElse(after.limits, "no limits"));
    aspect(quoted(before.description), quoted(after.description));
}

} // namespace espalier::recipe
