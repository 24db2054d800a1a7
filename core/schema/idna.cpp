// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema/idna_p.h"

#include "base/ascii.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <array>
#include <utility>

// Which characters a label may have: RFC 5892 (the derived property, section 3, from what Unicode says about
// a character), RFC 5891 (labels, section 4.2.3), RFC 5893 (right to left).

namespace espalier::schema {

namespace {

enum class Property { Valid, ContextJ, ContextO, Disallowed };

constexpr std::size_t kMostInLabel = 63; // bytes of an A-label, RFC 1034, section 3.1

bool isBetween(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

/// Section 2.6; Disallowed also where the table has nothing (`listed` says which).
Property exception(char32_t c, bool &listed)
{
    listed = true;
    static constexpr std::array<char32_t, 6> kValid{0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007};
    static constexpr std::array<char32_t, 5> kContext{0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB};
    static constexpr std::array<char32_t, 5> kNot{0x640, 0x7FA, 0x302E, 0x302F, 0x303B};
    const auto isIn = [c](const auto &list) { return std::find(list.begin(), list.end(), c) != list.end(); };
    if (isIn(kValid))
        return Property::Valid;
    if (isIn(kContext) || isBetween(c, 0x660, 0x669) || isBetween(c, 0x6F0, 0x6F9))
        return Property::ContextO;
    listed = isIn(kNot) || isBetween(c, 0x3031, 0x3035);
    return Property::Disallowed;
}

/// Sections 2.3 (of what are letters by their category), 2.4, 2.9: ignorable characters, ignorable blocks,
/// old Hangul.
bool isIgnorable(char32_t c)
{
    static constexpr std::array<std::pair<char32_t, char32_t>, 14> kRanges{{
        {0x34F, 0x34F},
        {0x1100, 0x11FF},
        {0x17B4, 0x17B5},
        {0x180B, 0x180F},
        {0x20D0, 0x20FF},
        {0x3164, 0x3164},
        {0xA960, 0xA97C},
        {0xD7B0, 0xD7FB},
        {0xFE00, 0xFE0F},
        {0xFFA0, 0xFFA0},
        {0x1D100, 0x1D1FF},
        {0x1D200, 0x1D24F},
        {0xE0100, 0xE01EF},
        {0xFDD0, 0xFDEF},
    }};
    return std::any_of(kRanges.begin(), kRanges.end(),
                       [c](const auto &range) { return isBetween(c, range.first, range.second); });
}

QString textOf(char32_t c)
{
    return QString::fromUcs4(&c, 1);
}

/// Section 2.2: a character that another one stands for.
bool isUnstable(char32_t c)
{
    const QString text = textOf(c);
    const QString folded = text.normalized(QString::NormalizationForm_KC)
                               .toCaseFolded()
                               .normalized(QString::NormalizationForm_KC);
    return folded != text;
}

bool isLetterOrDigit(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Letter_Lowercase:
    case QChar::Letter_Uppercase:
    case QChar::Letter_Other:
    case QChar::Letter_Modifier:
    case QChar::Number_DecimalDigit:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
        return true;
    default:
        return false;
    }
}

Property propertyOf(char32_t c)
{
    bool listed = false;
    const Property special = exception(c, listed);
    if (listed)
        return special;
    if (c == U'-' || isBetween(c, U'a', U'z') || isBetween(c, U'0', U'9'))
        return Property::Valid;
    if (c == 0x200C || c == 0x200D)
        return Property::ContextJ;
    if (isIgnorable(c) || !isLetterOrDigit(c) || isUnstable(c))
        return Property::Disallowed;
    return Property::Valid;
}

constexpr unsigned char kVirama = 9;

/// Appendix A.1: between characters that would join over it.
bool joinsAround(std::u32string_view label, std::size_t at)
{
    const auto type = [&label](std::size_t i) { return QChar::joiningType(label[i]); };
    std::size_t before = at;
    while (before > 0 && type(before - 1) == QChar::Joining_Transparent)
        --before;
    std::size_t behind = at + 1;
    while (behind < label.size() && type(behind) == QChar::Joining_Transparent)
        ++behind;
    if (before == 0 || behind == label.size())
        return false;
    const auto left = type(before - 1);
    const auto right = type(behind);
    return (left == QChar::Joining_Left || left == QChar::Joining_Dual) &&
           (right == QChar::Joining_Right || right == QChar::Joining_Dual);
}

/// RFC 5892, appendix A.
bool fitsContext(std::u32string_view label, std::size_t at)
{
    const char32_t c = label[at];
    const char32_t before = at > 0 ? label[at - 1] : 0;
    const char32_t behind = at + 1 < label.size() ? label[at + 1] : 0;
    const auto has = [label](auto is) { return std::any_of(label.begin(), label.end(), is); };
    switch (c) {
    case 0x200C:
        return (before && QChar::combiningClass(before) == kVirama) || joinsAround(label, at);
    case 0x200D:
        return before && QChar::combiningClass(before) == kVirama;
    case 0xB7:
        return before == U'l' && behind == U'l';
    case 0x375:
        return behind && QChar::script(behind) == QChar::Script_Greek;
    case 0x5F3:
    case 0x5F4:
        return before && QChar::script(before) == QChar::Script_Hebrew;
    case 0x30FB:
        return has([](char32_t other) {
            const auto script = QChar::script(other);
            return script == QChar::Script_Hiragana || script == QChar::Script_Katakana ||
                   script == QChar::Script_Han;
        });
    default: // digits of two kinds do not go together
        return isBetween(c, 0x660, 0x669)
                   ? !has([](char32_t other) { return isBetween(other, 0x6F0, 0x6F9); })
                   : !has([](char32_t other) { return isBetween(other, 0x660, 0x669); });
    }
}

bool isMark(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing;
}

} // namespace

bool isULabel(std::u32string_view label)
{
    if (label.empty() || label.size() > kMostInLabel || label.front() == U'-' || label.back() == U'-' ||
        label.substr(std::min<std::size_t>(2, label.size())).starts_with(U"--") || isMark(label.front()))
        return false;
    const QString text = QString::fromUcs4(label.data(), static_cast<qsizetype>(label.size()));
    if (text.normalized(QString::NormalizationForm_C) != text)
        return false;
    for (std::size_t i = 0; i < label.size(); ++i) {
        const Property property = propertyOf(label[i]);
        if (property == Property::Disallowed || (property != Property::Valid && !fitsContext(label, i)))
            return false;
    }
    return punycode(label).size() + 4 <= kMostInLabel;
}

std::u32string meantBy(std::string_view aLabel)
{
    constexpr std::string_view kPrefix = "xn--";
    if (aLabel.size() > kMostInLabel || asciiLower(aLabel.substr(0, kPrefix.size())) != kPrefix)
        return {};
    const std::string_view coded = aLabel.substr(kPrefix.size());
    std::u32string meant = fromPunycode(coded);
    const bool beyond = std::any_of(meant.begin(), meant.end(), [](char32_t c) { return c >= 0x80; });
    if (!beyond || !isULabel(meant) || punycode(meant) != asciiLower(coded))
        meant.clear();
    return meant;
}

std::string normalized(std::string_view utf8)
{
    const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    return text.normalized(QString::NormalizationForm_C).toStdString();
}

bool isRightToLeft(std::u32string_view label)
{
    return std::any_of(label.begin(), label.end(), [](char32_t c) {
        const auto direction = QChar::direction(c);
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
    });
}

bool keepsBidiRule(std::u32string_view label)
{
    const auto first = QChar::direction(label.front());
    const bool rightToLeft = first == QChar::DirR || first == QChar::DirAL;
    if (!rightToLeft && first != QChar::DirL)
        return false;
    bool european = false;
    bool arabic = false;
    bool endsWell = false;
    for (const char32_t c : label) {
        const auto direction = QChar::direction(c);
        european = european || direction == QChar::DirEN;
        arabic = arabic || direction == QChar::DirAN;
        switch (direction) {
        case QChar::DirR:
        case QChar::DirAL:
        case QChar::DirAN:
            if (!rightToLeft)
                return false;
            endsWell = true;
            break;
        case QChar::DirL:
            if (rightToLeft)
                return false;
            endsWell = true;
            break;
        case QChar::DirEN:
            endsWell = true;
            break;
        case QChar::DirES:
        case QChar::DirCS:
        case QChar::DirET:
        case QChar::DirON:
        case QChar::DirBN:
            endsWell = false;
            break;
        case QChar::DirNSM:
            break;
        default:
            return false;
        }
    }
    return endsWell && !(rightToLeft && european && arabic);
}

} // namespace espalier::schema
