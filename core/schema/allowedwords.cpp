// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/allowedwords_p.h"

#include "schema/textfolding_p.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace espalier::schema {

namespace {

constexpr std::size_t kSeveral = static_cast<std::size_t>(-1);
constexpr std::size_t kMostText = 200; // bytes: a long text that names one of them may well be about another
constexpr std::size_t kMostWords = 20; // of one that is looked for inside a text

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string withoutCase(std::string_view text)
{
    return fromUtf8(text).trimmed().toCaseFolded().toStdString();
}

/// "C++" and "C#" are words, "e-mail" is two.
bool belongsToWord(QChar character)
{
    return !character.isSpace() && (!character.isPunct() || QStringLiteral("#%&@*").contains(character));
}

/// In words without case and accents.
QStringList wordsOf(std::string_view text)
{
    QString spaced = foldedText(text);
    std::replace_if(
        spaced.begin(), spaced.end(), [](QChar character) { return !belongsToWord(character); }, QChar(u' '));
    return spaced.split(u' ', Qt::SkipEmptyParts);
}

std::string joined(const QStringList &words, qsizetype from, qsizetype count)
{
    return words.mid(from, count).join(u' ').toStdString();
}

std::string lettersOf(const QStringList &words)
{
    return words.join(QString()).toStdString();
}

bool turnsRound(const QString &word)
{
    static const QStringList words{
        QStringLiteral("not"),     QStringLiteral("no"),   QStringLiteral("never"), QStringLiteral("without"),
        QStringLiteral("neither"), QStringLiteral("nor"),  QStringLiteral("isn"),   QStringLiteral("aren"),
        QStringLiteral("wasn"),    QStringLiteral("don"),  QStringLiteral("doesn"), QStringLiteral("didn"),
        QStringLiteral("nicht"),   QStringLiteral("kein"), QStringLiteral("keine"), QStringLiteral("nie"),
        QStringLiteral("pas"),     QStringLiteral("non"),  QStringLiteral("ni"),    QStringLiteral("niet"),
        QStringLiteral("geen"),    QStringLiteral("sans"), QStringLiteral("ohne"),  QStringLiteral("sin")};
    return words.contains(word);
}

} // namespace

void AllowedWords::add(const std::string &word)
{
    if (!m_known.insert(word).second)
        return;
    const std::size_t at = m_words.size();
    m_words.push_back(word);
    const auto note = [at](Index &index, const std::string &key) {
        if (const auto [known, fresh] = index.try_emplace(key, at); !fresh)
            known->second = kSeveral;
    };
    note(m_byCase, withoutCase(word));
    const QStringList words = wordsOf(word);
    if (words.isEmpty())
        return;
    note(m_byLetters, lettersOf(words));
    if (static_cast<std::size_t>(words.size()) <= kMostWords) {
        note(m_byWords, joined(words, 0, words.size()));
        m_mostWords = std::max(m_mostWords, static_cast<std::size_t>(words.size()));
    }
}

void AllowedWords::keep(const AllowedWords &other)
{
    AllowedWords both;
    for (const std::string &word : m_words) {
        if (other.contains(word))
            both.add(word);
    }
    *this = std::move(both);
}

const std::string *AllowedWords::found(const Index &index, const std::string &key) const
{
    const auto known = index.find(key);
    return known == index.end() || known->second == kSeveral ? nullptr : &m_words[known->second];
}

const std::string *AllowedWords::meant(std::string_view text, CoercionLevel level) const
{
    if (m_words.empty() || level == CoercionLevel::Off)
        return nullptr;
    if (const std::string *byCase = found(m_byCase, withoutCase(text)))
        return byCase;
    if (level != CoercionLevel::All)
        return nullptr;
    if (const std::string *byLetters = found(m_byLetters, lettersOf(wordsOf(text))))
        return byLetters;
    return text.size() <= kMostText ? named(text) : nullptr;
}

/// From left to right, the longest first, so that what stands inside another one is not found again.
const std::string *AllowedWords::named(std::string_view text) const
{
    const QStringList words = wordsOf(text);
    std::optional<std::size_t> only;
    for (qsizetype at = 0; at < words.size();) {
        qsizetype count = std::min(words.size() - at, static_cast<qsizetype>(m_mostWords));
        auto match = m_byWords.end();
        for (; count > 0; --count) {
            match = m_byWords.find(joined(words, at, count));
            if (match != m_byWords.end())
                break;
        }
        if (count == 0) {
            if (turnsRound(words.at(at)))
                return nullptr;
            ++at;
            continue;
        }
        if (match->second == kSeveral || (only && *only != match->second))
            return nullptr;
        only = match->second;
        at += count;
    }
    return only ? &m_words[*only] : nullptr;
}

} // namespace espalier::schema
