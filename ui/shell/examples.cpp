// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/examples.h"

#include <QCoreApplication>
#include <QFile>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::Examples)
};

QString resource(const QString &name)
{
    QFile file(QStringLiteral(":/examples/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

/// The texts are whole questions, as the command line takes them. In the window the order stands in the
/// instructions.
QString withoutOrder(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    return text.startsWith(QLatin1String("Extract")) && colon > 0 ? text.mid(colon + 1).trimmed() : text;
}

Example example(const QString &name, const QString &instructions, const QString &file)
{
    return {name, instructions, withoutOrder(resource(file + QStringLiteral(".txt"))),
            resource(file + QStringLiteral(".json"))};
}

} // namespace

QList<Example> examples()
{
    return {
        example(Text::tr("People in a text"),
                Text::tr("Extract the person and every address that the text gives."),
                QStringLiteral("people")),
        example(Text::tr("One person"), Text::tr("Extract the person."), QStringLiteral("person")),
        example(Text::tr("A person and addresses"), Text::tr("Extract the person and every address."),
                QStringLiteral("addresses")),
        example(Text::tr("A list of users"), Text::tr("Extract all users."), QStringLiteral("users")),
        example(Text::tr("A profile with a bio"), Text::tr("Write a user profile from the text."),
                QStringLiteral("profile")),
    };
}

} // namespace espalier::ui
