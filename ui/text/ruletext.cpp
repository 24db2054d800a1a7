// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/ruletext.h"

#include "text/valuetext.h"
#include "json/read.h"
#include "json/writer.h"

#include <QCoreApplication>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::RuleText)
};

bool isWrittenAsText(schema::FieldType type)
{
    using schema::FieldKind;
    return !type.isList && (type.kind == FieldKind::Text || type.kind == FieldKind::Date ||
                            type.kind == FieldKind::DateTime || type.kind == FieldKind::Email ||
                            type.kind == FieldKind::WebAddress || type.kind == FieldKind::OneOf);
}

} // namespace

RuleWords ruleWords(std::string_view keyword)
{
    if (keyword == "minLength")
        return {Text::tr("at least"), {}, Text::tr("At least this many characters")};
    if (keyword == "maxLength")
        return {Text::tr("at most"), Text::tr("characters"), Text::tr("At most this many characters")};
    if (keyword == "minItems")
        return {Text::tr("at least"), {}, Text::tr("At least this many items")};
    if (keyword == "maxItems")
        return {Text::tr("at most"), Text::tr("items"), Text::tr("At most this many items")};
    if (keyword == "uniqueItems")
        return {Text::tr("none twice"), {}, Text::tr("No item twice")};
    if (keyword == "minimum")
        return {Text::tr("at least"), {}, Text::tr("At least this number")};
    if (keyword == "maximum")
        return {Text::tr("at most"), {}, Text::tr("At most this number")};
    if (keyword == "exclusiveMinimum")
        return {Text::tr("more than"), {}, Text::tr("More than this number")};
    if (keyword == "exclusiveMaximum")
        return {Text::tr("less than"), {}, Text::tr("Less than this number")};
    if (keyword == "multipleOf")
        return {Text::tr("a multiple of"), {}, Text::tr("A multiple of this number")};
    if (keyword == "pattern")
        return {{}, {}, Text::tr("Like this pattern (a regular expression)")};
    if (keyword == "format")
        return {{}, {}, Text::tr("Written as")};
    if (keyword == "const")
        return {{}, {}, Text::tr("Always this value, as JSON")};
    if (keyword == "default")
        return {{}, {}, Text::tr("Value where there is none")};
    return {{}, {}, Text::tr("Examples, one a line")};
}

QString ruleCaption(std::string_view keyword)
{
    if (keyword == "minLength" || keyword == "maxLength")
        return Text::tr("Length");
    if (keyword == "minItems" || keyword == "maxItems" || keyword == "uniqueItems")
        return Text::tr("Items");
    if (keyword == "pattern")
        return Text::tr("Pattern");
    if (keyword == "format")
        return Text::tr("Written as");
    if (keyword == "const")
        return Text::tr("Always");
    if (keyword == "default")
        return Text::tr("Default");
    if (keyword == "examples")
        return Text::tr("Examples");
    return Text::tr("Number");
}

QString ruleValueText(const json::Value &value, schema::FieldType type)
{
    if (value.isString() && isWrittenAsText(type))
        return QString::fromStdString(value.text());
    return QString::fromStdString(json::writeCompact(value));
}

std::optional<json::Value> ruleValueOf(const QString &text, schema::FieldType type)
{
    if (text.trimmed().isEmpty())
        return std::nullopt;
    const json::Value asText = json::Value::string(text.toStdString());
    if (isWrittenAsText(type))
        return asText;
    const auto value = json::readStrict(text.toStdString());
    return value ? *value : asText;
}

const std::vector<std::string> &offeredFormats()
{
    static const std::vector<std::string> kFormats{"time", "duration", "uuid",          "ipv4",
                                                   "ipv6", "hostname", "uri-reference", "regex"};
    return kFormats;
}

QString formatWords(const std::string &format)
{
    if (format.empty())
        return Text::tr("any text");
    if (format == "time")
        return Text::tr("time of day");
    if (format == "duration")
        return Text::tr("duration");
    if (format == "uuid")
        return Text::tr("UUID");
    if (format == "ipv4")
        return Text::tr("IPv4 address");
    if (format == "ipv6")
        return Text::tr("IPv6 address");
    if (format == "hostname")
        return Text::tr("host name");
    if (format == "uri-reference")
        return Text::tr("web address or part of one");
    if (format == "regex")
        return Text::tr("regular expression");
    return displayText(QString::fromStdString(format));
}

} // namespace espalier::ui
