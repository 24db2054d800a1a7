// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/shellwords.h"

#include <optional>
#include <string>

namespace espalier::run {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/// What a backslash takes its meaning from inside double quotes; before others it stands for itself.
bool isEscapedInQuotes(char c)
{
    return c == '"' || c == '\\' || c == '$' || c == '`';
}

} // namespace

std::optional<QStringList> shellWords(std::string_view line)
{
    QStringList out;
    std::optional<std::string> word;
    char quote = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (quote == 0 && isBlank(c)) {
            if (word)
                out.append(QString::fromStdString(*word));
            word.reset();
            continue;
        }
        if (!word)
            word.emplace();
        if (quote == 0 ? c == '\'' || c == '"' : c == quote) {
            quote = quote == 0 ? c : 0;
            continue;
        }
        const bool escapes = c == '\\' && quote != '\'';
        if (escapes && at + 1 == line.size())
            return std::nullopt;
        if (escapes && (quote == 0 || isEscapedInQuotes(line[at + 1])))
            ++at;
        *word += line[at];
    }
    if (quote != 0)
        return std::nullopt;
    if (word)
        out.append(QString::fromStdString(*word));
    return out;
}

} // namespace espalier::run
