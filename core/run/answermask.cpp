// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "run/answermask.h"

#include "base/ascii.h"
#include "base/redact.h"

#include <algorithm>
#include <string_view>

namespace espalier::run {

namespace {

using json::Value;

constexpr std::size_t kTelling = 8; // that much of a secret at the end of a shortened text is masked, too

/// Long enough, or mixed enough, to stand in an answer by no chance.
bool isUnlikely(std::string_view word)
{
    constexpr std::size_t kLong = 12;
    constexpr std::size_t kMixed = 8;
    return word.size() >= kLong ||
           (word.size() >= kMixed && std::any_of(word.begin(), word.end(), isAsciiDigit) &&
            std::any_of(word.begin(), word.end(), isAsciiAlpha));
}

class Mask
{
public:
    explicit Mask(const HttpHeaders &secrets)
        : m_words(maskedWords(secrets))
    {
    }
    [[nodiscard]] bool isEmpty() const { return m_words.empty(); }

    /// At the same length.
    void overwrite(std::string &text) const
    {
        for (const std::string_view word : m_words)
            overwriteSecret(text, word);
    }
    void replace(std::string &text) const
    {
        for (const std::string_view word : m_words) {
            if (text.find(word) != std::string::npos)
                text = redactSecret(text, word);
        }
    }
    /// Of a text that may have been cut within the secret.
    void replaceCut(std::string &text) const
    {
        replace(text);
        for (const std::string_view word : m_words) {
            const std::size_t at = text.find(word.substr(0, kTelling));
            if (at != std::string::npos)
                text.replace(at, std::string::npos, kMask);
        }
    }
    [[nodiscard]] bool occursIn(std::string_view text) const
    {
        return std::any_of(m_words.begin(), m_words.end(), [text](std::string_view word) {
            return text.find(word) != std::string_view::npos;
        });
    }
    [[nodiscard]] bool occursIn(const Value &value) const
    {
        if (value.isString())
            return occursIn(value.text());
        if (value.isArray())
            return std::any_of(value.items().begin(), value.items().end(),
                               [this](const Value &item) { return occursIn(item); });
        return value.isObject() && std::any_of(value.members().begin(), value.members().end(),
                                               [this](const json::Member &member) {
                                                   return occursIn(std::string_view(member.key)) ||
                                                          occursIn(member.value);
                                               });
    }
    /// Writes only where there is something to mask: a value shares its parts with others until then.
    void mask(Value &value) const
    {
        if (occursIn(value))
            walk(value);
    }
    void walk(Value &value) const
    {
        if (value.isString()) {
            std::string text(value.text());
            replace(text);
            if (text != value.text())
                value = Value::string(std::move(text));
        } else if (value.isArray()) {
            for (Value &item : value.mutableItems())
                walk(item);
        } else if (value.isObject()) {
            for (json::Member &member : value.mutableMembers()) {
                replace(member.key);
                walk(member.value);
            }
        }
    }
    void walk(schema::Issues &issues) const
    {
        for (schema::Issue &issue : issues) {
            for (std::string *text :
                 {&issue.instance, &issue.expected, &issue.got, &issue.message, &issue.forModel})
                replaceCut(*text);
        }
    }

private:
    std::vector<std::string_view> m_words;
};

} // namespace

std::vector<std::string_view> maskedWords(const HttpHeaders &headers)
{
    std::vector<std::string_view> out;
    for (const auto &[name, value] : headers) {
        const std::string_view word = std::string_view(value).substr(value.rfind(' ') + 1);
        if (isUnlikely(word))
            out.push_back(word);
    }
    return out;
}

bool overwriteSecret(std::string &text, std::string_view word)
{
    bool found = false;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
        text.replace(at, word.size(), word.size(), '*');
        found = true;
    }
    return found;
}

HttpHeaders secretsOf(HttpHeaders headers, std::string_view url)
{
    for (std::string &secret : secretsInUrl(url))
        headers.emplace_back("URL", std::move(secret));
    return headers;
}

void maskAnswer(RunResult &result, const HttpHeaders &secrets)
{
    const Mask mask(secrets);
    if (mask.isEmpty())
        return;
    mask.overwrite(result.text);
    mask.overwrite(result.reasoning);
    mask.mask(result.value);
    if (result.lastObject)
        mask.mask(*result.lastObject);
    mask.walk(result.issues);
    for (SetAside &item : result.setAside) {
        mask.mask(item.value);
        mask.walk(item.issues);
    }
    for (json::Repair &repair : result.repairs)
        mask.replaceCut(repair.text);
    for (schema::Coercion &coercion : result.coercions) {
        for (std::string *text : {&coercion.instance, &coercion.origin, &coercion.from, &coercion.to})
            mask.replaceCut(*text);
    }
}

void maskCalls(std::vector<wire::AnsweredCall> &calls, const HttpHeaders &secrets)
{
    const Mask mask(secrets);
    for (wire::AnsweredCall &call : calls) {
        for (std::string *text : {&call.id, &call.name, &call.arguments})
            mask.overwrite(*text);
    }
}

void maskValue(Value &value, const HttpHeaders &secrets)
{
    const Mask mask(secrets);
    if (!mask.isEmpty())
        mask.mask(value);
}

} // namespace espalier::run
