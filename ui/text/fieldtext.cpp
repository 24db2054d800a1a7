// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/fieldtext.h"

#include "text/valuetext.h"
#include "json/pointer.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace espalier::ui {

using schema::Field;
using schema::FieldKind;
using schema::FieldType;
using schema::OtherReason;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::FieldText)
};

QString shown(const std::string &text)
{
    return displayText(QString::fromStdString(text));
}

QString singleKind(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text:
        return Text::tr("text");
    case FieldKind::WholeNumber:
        return Text::tr("whole number");
    case FieldKind::Number:
        return Text::tr("number");
    case FieldKind::YesNo:
        return Text::tr("yes or no");
    case FieldKind::Date:
        return Text::tr("date");
    case FieldKind::DateTime:
        return Text::tr("date and time");
    case FieldKind::Email:
        return Text::tr("e-mail");
    case FieldKind::WebAddress:
        return Text::tr("web address");
    case FieldKind::OneOf:
        return Text::tr("one of…");
    case FieldKind::Group:
        return Text::tr("group");
    case FieldKind::Anything:
        return Text::tr("anything");
    case FieldKind::Other:
        break;
    }
    return Text::tr("other");
}

QString reasonText(OtherReason reason)
{
    switch (reason) {
    case OtherReason::Choice:
        return Text::tr("a choice between several schemas");
    case OtherReason::Combined:
        return Text::tr("several schemas at once");
    case OtherReason::MixedTypes:
        return Text::tr("values of more than one type");
    case OtherReason::FixedValues:
        return Text::tr("fixed values that are not all texts");
    case OtherReason::Tuple:
        return Text::tr("a list whose places differ");
    case OtherReason::ListOfLists:
        return Text::tr("a list of lists");
    case OtherReason::OtherDocument:
        return Text::tr("a reference to another document");
    case OtherReason::DeadReference:
        return Text::tr("a reference that leads nowhere");
    case OtherReason::Nothing:
        return Text::tr("takes no value but null");
    case OtherReason::UnknownType:
        return Text::tr("a type that JSON Schema does not have");
    case OtherReason::None:
        break;
    }
    return {};
}

/// "0 to 130", "at least 1", "3 to 8 characters".
QString range(const Field &field, const char *least, const char *most, const QString &unit)
{
    QString low;
    QString high;
    for (const schema::FieldRule &rule : field.rules) {
        if (rule.keyword == least)
            low = shown(rule.value);
        else if (rule.keyword == most)
            high = shown(rule.value);
    }
    if (low.isEmpty() && high.isEmpty())
        return {};
    const QString span = low.isEmpty()    ? Text::tr("at most %1").arg(high)
                         : high.isEmpty() ? Text::tr("at least %1").arg(low)
                         : low == high    ? Text::tr("exactly %1").arg(low)
                                          : Text::tr("%1 to %2").arg(low, high);
    return unit.isEmpty() ? span : span + u' ' + unit;
}

/// Of a rule that no range tells.
QString ruleText(const schema::FieldRule &rule)
{
    const QString value = shown(rule.value);
    if (rule.keyword == "exclusiveMinimum")
        return Text::tr("more than %1").arg(value);
    if (rule.keyword == "exclusiveMaximum")
        return Text::tr("less than %1").arg(value);
    if (rule.keyword == "multipleOf")
        return Text::tr("a multiple of %1").arg(value);
    if (rule.keyword == "pattern")
        return Text::tr("like %1").arg(value);
    if (rule.keyword == "format")
        return Text::tr("as %1").arg(value);
    if (rule.keyword == "uniqueItems")
        return rule.value == "true" ? Text::tr("none twice") : QString();
    return {};
}

bool isInARange(const std::string &keyword)
{
    return keyword == "minimum" || keyword == "maximum" || keyword == "minLength" || keyword == "maxLength" ||
           keyword == "minItems" || keyword == "maxItems";
}

} // namespace

QString fieldKindText(FieldType type)
{
    const QString kind = singleKind(type.kind);
    return type.isList ? Text::tr("list of %1").arg(kind) : kind;
}

QString fieldKindText(const Field &field)
{
    QString out = fieldKindText(field.type);
    if (field.type.kind == FieldKind::OneOf)
        out = Text::tr("%1 (%2)").arg(out, QLocale().toString(static_cast<int>(field.allowed.size())));
    return field.mayBeNull ? Text::tr("%1 or nothing").arg(out) : out;
}

QList<FieldType> offeredFieldTypes()
{
    QList<FieldType> out;
    for (const bool list : {false, true}) {
        for (int kind = 0; kind < static_cast<int>(FieldKind::Other); ++kind)
            out.append({static_cast<FieldKind>(kind), list});
    }
    return out;
}

QString fieldNote(const Field &field)
{
    QStringList parts;
    if (field.reason != OtherReason::None)
        parts.append(reasonText(field.reason));
    QStringList allowed;
    for (const std::string &value : field.allowed)
        allowed.append(shown(value));
    parts.append(allowed.join(QStringLiteral(", ")));
    parts.append(range(field, "minimum", "maximum", {}));
    parts.append(range(field, "minLength", "maxLength", Text::tr("characters")));
    parts.append(range(field, "minItems", "maxItems", Text::tr("items")));
    bool more = false;
    for (const schema::FieldRule &rule : field.rules) {
        if (isInARange(rule.keyword))
            continue;
        const QString words = ruleText(rule);
        parts.append(words);
        more = more ||
               (words.isEmpty() && rule.keyword != "uniqueItems" && rule.keyword != "additionalProperties");
    }
    if (field.isCut)
        parts.append(Text::tr("its fields are those further up"));
    if (more && field.reason == OtherReason::None)
        parts.append(Text::tr("more rules in the JSON"));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

/// "used 3 times"; nothing for once, when there is nobody else to be concerned.
static QString usesText(const Field &field)
{
    return field.uses > 1 ? Text::tr("used %n times", nullptr, static_cast<int>(field.uses)) : QString();
}

static QString definitionName(const std::string &pointer)
{
    std::string_view rest = std::string_view(pointer).substr(pointer.rfind('/'));
    return shown(json::takeToken(rest).value_or(std::string()));
}

QString fieldOrigin(const Field &field)
{
    const QString uses = usesText(field);
    if (!field.definition.empty()) {
        const QString from = Text::tr("From “%1”").arg(definitionName(field.definition));
        return (uses.isEmpty() ? from : from + QStringLiteral(", ") + uses) + QStringLiteral(". ") +
               Text::tr(
                   "Its name, kind and description are its own; a change to its rules or to what is inside "
                   "changes the definition, wherever it is used.");
    }
    const bool inside =
        field.pointer.rfind("/$defs/", 0) == 0 || field.pointer.rfind("/definitions/", 0) == 0;
    if (!inside)
        return {};
    const std::size_t name = field.pointer.find('/', 1) + 1;
    const QString in =
        Text::tr("In “%1”").arg(definitionName(field.pointer.substr(0, field.pointer.find('/', name))));
    return uses.isEmpty()
               ? in + QStringLiteral(". ") + Text::tr("A change here changes it wherever it is used.")
               : in + QStringLiteral(", ") + uses + QStringLiteral(". ") +
                     Text::tr("A change here changes all of them.");
}

QString fieldSource(const Field &field)
{
    if (field.definition.empty())
        return {};
    const QString uses = usesText(field);
    const QString from = Text::tr("from %1").arg(definitionName(field.definition));
    return uses.isEmpty() ? from : from + QStringLiteral(", ") + uses;
}

QString fieldName(const Field &field)
{
    if (!field.name.empty())
        return shown(field.name);
    return field.pointer.empty() ? Text::tr("the answer") : emptyNameWord();
}

QString droppedText(const QStringList &keywords)
{
    QStringList quoted;
    for (const QString &keyword : keywords)
        quoted.append(Text::tr("“%1”").arg(displayText(keyword)));
    quoted.removeDuplicates();
    return Text::tr("Left out, because it makes no sense for the new kind: %1.")
        .arg(quoted.join(QStringLiteral(", ")));
}

} // namespace espalier::ui
