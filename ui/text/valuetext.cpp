// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/valuetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace espalier::ui {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::ValueText)
};
} // namespace

QString stateText(ValueState state)
{
    switch (state) {
    case ValueState::Absent:
        return Text::tr("absent");
    case ValueState::Arriving:
        return Text::tr("arriving");
    case ValueState::Complete:
        return Text::tr("complete");
    case ValueState::Superseded:
        return Text::tr("given again below");
    case ValueState::Repaired:
        return Text::tr("repaired");
    case ValueState::Cut:
        return Text::tr("cut");
    case ValueState::Invalid:
        return Text::tr("invalid");
    }
    return {};
}

QString stateInsideText(ValueState inside)
{
    switch (inside) {
    case ValueState::Repaired:
        return Text::tr("repaired inside");
    case ValueState::Cut:
        return Text::tr("cut inside");
    default:
        return stateText(inside);
    }
}

QString issuesInsideText(std::uint32_t count)
{
    return count == 1 ? Text::tr("1 issue inside")
                      : Text::tr("%1 issues inside").arg(QLocale().toString(count));
}

QString countText(std::uint32_t count, bool growing)
{
    const QString number = QLocale().toString(count);
    if (growing)
        return Text::tr("%1 so far").arg(number);
    return count == 1 ? Text::tr("1 item") : Text::tr("%1 items").arg(number);
}

QString emptyText()
{
    return Text::tr("empty");
}

QString emptyTextWord()
{
    return Text::tr("empty text");
}

QString emptyNameWord()
{
    return Text::tr("empty name");
}

QString absentText(json::NodeState container)
{
    switch (container) {
    case json::NodeState::Open:
        return Text::tr("not yet");
    case json::NodeState::Cut:
        return Text::tr("did not come");
    default:
        return Text::tr("not in the answer");
    }
}

QString displayText(const QString &text)
{
    static constexpr std::array<const char *, 5> embeddings{"LRE", "RLE", "PDF", "LRO", "RLO"};
    static constexpr std::array<const char *, 4> isolates{"LRI", "RLI", "FSI", "PDI"};
    const auto sign = [](QChar character) -> const char * {
        const char16_t code = character.unicode();
        if (code >= 0x202A && code <= 0x202E)
            return embeddings.at(code - 0x202A);
        return code >= 0x2066 && code <= 0x2069 ? isolates.at(code - 0x2066) : nullptr;
    };
    const auto isControl = [](QChar character) {
        return character.unicode() < 0x20 && character != u'\t' && character != u'\n' && character != u'\r';
    };
    if (std::none_of(text.begin(), text.end(),
                     [&](QChar character) { return sign(character) || isControl(character); }))
        return text;
    QString out;
    for (const QChar character : text) {
        if (const char *name = sign(character))
            out += QStringLiteral("‹%1›").arg(QLatin1String(name));
        else if (isControl(character))
            out += QChar(0x2400 + character.unicode()); // its picture: SYMBOL FOR NULL and so on
        else
            out += character;
    }
    return out;
}

QString pageText(std::uint32_t first, std::uint32_t last)
{
    const QLocale locale;
    return Text::tr("%1 – %2").arg(locale.toString(first), locale.toString(last));
}

QString itemText(std::uint32_t index)
{
    return QLocale().toString(index + 1);
}

QString rootText()
{
    return Text::tr("answer");
}

QString valueColumnText()
{
    return Text::tr("value");
}

QString countedText(const QString &name, std::uint32_t count)
{
    return Text::tr("%1 (%2)").arg(name, QLocale().toString(count));
}

QString numberOf(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

QString kindText(json::Value::Kind kind)
{
    switch (kind) {
    case json::Value::Kind::Null:
        return Text::tr("nothing");
    case json::Value::Kind::Bool:
        return Text::tr("yes or no");
    case json::Value::Kind::Number:
        return Text::tr("number");
    case json::Value::Kind::String:
        return Text::tr("text");
    case json::Value::Kind::Array:
        return Text::tr("list");
    case json::Value::Kind::Object:
        return Text::tr("group");
    }
    return {};
}

} // namespace espalier::ui
