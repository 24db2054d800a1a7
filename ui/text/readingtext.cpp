// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an answer is read into the types of its schema, in words.

#include "text/runtext.h"

#include "text/valuetext.h"

#include <QCoreApplication>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::ReadingText)
};

QString shown(const std::string &text)
{
    return displayText(QString::fromStdString(text));
}

} // namespace

QString coercionText(const schema::Coercion &made)
{
    switch (made.kind) {
    case schema::CoercionKind::NullToAbsent:
        return Text::tr("null, taken for absent");
    case schema::CoercionKind::MemberName:
        return Text::tr("read as the field “%1”").arg(shown(made.to));
    case schema::CoercionKind::ValueToList:
        return Text::tr("read as a list of one");
    case schema::CoercionKind::Default:
        return Text::tr("filled in with %1, its default").arg(shown(made.to));
    default:
        return Text::tr("read as %1, came as %2").arg(shown(made.to), shown(made.from));
    }
}

QString cameAsText(const schema::Coercion &made)
{
    return Text::tr("came as “%1”").arg(shown(made.from));
}

QString coercionLevelText(schema::CoercionLevel level)
{
    switch (level) {
    case schema::CoercionLevel::Off:
        return Text::tr("as they came");
    case schema::CoercionLevel::Safe:
        return Text::tr("safely");
    case schema::CoercionLevel::All:
        break;
    }
    return Text::tr("generously");
}

QString coercionLevelTip(schema::CoercionLevel level)
{
    switch (level) {
    case schema::CoercionLevel::Off:
        return Text::tr("Nothing is read otherwise: \"25\" where a number is asked for does not fit.");
    case schema::CoercionLevel::Safe:
        return Text::tr(
            "What can be meant in one way only: \"25\" is 25, “usa” is “USA”, firstName is first_name, "
            "null for a field that need not be there is no value. All of it is shown.");
    case schema::CoercionLevel::All:
        break;
    }
    return Text::tr(
        "Also \"1,234.50\", \"$12\", “yes”, a date in words, one value for a list of it. All of it is "
        "shown.");
}

QString decimalMarkText(schema::DecimalMark mark)
{
    switch (mark) {
    case schema::DecimalMark::Unsaid:
        return Text::tr("not said");
    case schema::DecimalMark::Point:
        return Text::tr("a point (3.14)");
    case schema::DecimalMark::Comma:
        break;
    }
    return Text::tr("a comma (3,14)");
}

QString badItemsText(schema::BadItems choice)
{
    switch (choice) {
    case schema::BadItems::Ask:
        return Text::tr("set aside");
    case schema::BadItems::Keep:
        return Text::tr("keep them");
    case schema::BadItems::Drop:
        return Text::tr("leave them out");
    case schema::BadItems::Fail:
        break;
    }
    return Text::tr("refuse the answer");
}

QString badItemsTip(schema::BadItems choice)
{
    switch (choice) {
    case schema::BadItems::Ask:
        return Text::tr(
            "In a list whose items come one by one, the others are the answer; those that do not fit are "
            "listed.");
    case schema::BadItems::Keep:
        return Text::tr("They stay in their list, marked; the answer is accepted.");
    case schema::BadItems::Drop:
        return Text::tr("The others are the answer, and it is accepted; what was left out is listed.");
    case schema::BadItems::Fail:
        break;
    }
    return Text::tr("One that does not fit makes the whole answer one that does not fit.");
}

} // namespace espalier::ui
