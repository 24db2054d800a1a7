// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/pattern.h"

#include "schema/ecmapattern_p.h"
#include "json/utf8.h"

#include <QRegularExpression>

#include <algorithm>

namespace espalier::schema {

namespace {

constexpr int kMostSteps = 200'000;
constexpr std::size_t kMostBytes = 65'536;

QString textOf(std::string_view utf8)
{
    // QString takes U+FEFF at the beginning for a mark; here it is a character like any other.
    constexpr std::size_t size = json::kByteOrderMark.size();
    std::size_t marks = 0;
    while (utf8.substr(marks * size).starts_with(json::kByteOrderMark))
        ++marks;
    utf8.remove_prefix(marks * size);
    return QString(static_cast<qsizetype>(marks), QChar(0xFEFF)) +
           QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

bool matchesPlainly(const PlainPattern &plain, std::string_view text)
{
    if (plain.atBegin && plain.atEnd)
        return text == plain.text;
    if (plain.atBegin)
        return text.starts_with(plain.text);
    return plain.atEnd ? text.ends_with(plain.text) : text.find(plain.text) != std::string_view::npos;
}

} // namespace

const QString &PatternText::utf16() const
{
    if (m_utf16.isNull())
        m_utf16 = textOf(m_utf8);
    return m_utf16;
}

struct Pattern::Private
{
    std::optional<PlainPattern> plain; ///< when it needs no machinery
    QRegularExpression expression;
    std::size_t weight = 0;
};

Pattern::Pattern(std::unique_ptr<const Private> made)
    : d(std::move(made))
{
}

Pattern::~Pattern() = default;

Result<std::unique_ptr<const Pattern>, std::string> Pattern::compile(std::string_view text)
{
    if (text.size() > kMostBytes)
        return std::string("the pattern is too long");
    auto translated = translatePattern(text);
    if (!translated)
        return "the pattern is none of ECMA-262: " + translated.error();
    auto made = std::make_unique<Private>();
    made->plain = std::move(translated->plain);
    made->weight = std::min(translated->weight, kMostBytes);
    if (!made->plain) {
        // Named with the pattern, for the engine has no other way to be told: how many steps at most.
        made->expression.setPattern(QStringLiteral("(*LIMIT_MATCH=%1)").arg(kMostSteps) +
                                    textOf(translated->pcre));
        if (!made->expression.isValid())
            return "the pattern cannot be used: " + made->expression.errorString().toStdString();
        made->expression.optimize();
    }
    return std::unique_ptr<const Pattern>(new Pattern(std::move(made)));
}

std::size_t Pattern::weight() const noexcept
{
    return d->weight;
}

Pattern::Match Pattern::match(const PatternText &text) const
{
    if (d->plain)
        return matchesPlainly(*d->plain, text.utf8()) ? Match::Yes : Match::No;
    const QRegularExpressionMatch found = d->expression.match(text.utf16());
    if (!found.isValid())
        return Match::GivenUp;
    return found.hasMatch() ? Match::Yes : Match::No;
}

} // namespace espalier::schema
