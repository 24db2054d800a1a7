// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/samples.h"

#include <QCoreApplication>
#include <QFile>

namespace espalier::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(espalier::ui::Samples)
};

QString resource(const QString &name)
{
    QFile file(QStringLiteral(":/recipes/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// `documents`: file name without its ending, and the name to show.
Sample sample(const QString &folder, const QString &name, const QString &about,
              const QList<std::pair<QString, QString>> &documents)
{
    Sample out{name,
               about,
               QStringLiteral("sample-") + folder,
               resource(QStringLiteral("%1/%1.recipe.json").arg(folder)),
               {},
               {}};
    for (const auto &[file, shown] : documents) {
        const QString base = folder + u'/' + file;
        TextDocument document;
        document.name = shown;
        document.text = resource(base + QStringLiteral(".txt")).trimmed();
        out.documents.append(document);
        out.expected.append(resource(base + QStringLiteral(".expected.json")));
    }
    return out;
}

} // namespace

QList<Sample> samples()
{
    return {
        sample(QStringLiteral("people"), Text::tr("People in a text"),
               Text::tr("Names, ages and addresses out of a few sentences"),
               {{QStringLiteral("two-addresses"), Text::tr("two addresses.txt")},
                {QStringLiteral("one-address"), Text::tr("one address.txt")}}),
        sample(QStringLiteral("invoice"), Text::tr("Invoice"),
               Text::tr("Number, dates, every line and the total of an invoice"),
               {{QStringLiteral("invoice-2026-0117"), Text::tr("invoice 2026-0117.txt")},
                {QStringLiteral("invoice-4471"), Text::tr("invoice 4471.txt")}}),
        sample(QStringLiteral("product"), Text::tr("Product description"),
               Text::tr("A shop entry made of bare facts, and of nothing else"),
               {{QStringLiteral("trail-lamp"), Text::tr("trail lamp.txt")},
                {QStringLiteral("enamel-mug"), Text::tr("enamel mug.txt")}}),
        sample(QStringLiteral("support"), Text::tr("Support reply"),
               Text::tr("A message sorted by matter and urgency, with a draft of a reply"),
               {{QStringLiteral("late-parcel"), Text::tr("late parcel.txt")},
                {QStringLiteral("damaged-vase"), Text::tr("damaged vase.txt")}}),
        sample(QStringLiteral("server"), Text::tr("Server configuration"),
               Text::tr("Settings with types and limits out of a plain note"),
               {{QStringLiteral("note-from-operations"), Text::tr("note from operations.txt")},
                {QStringLiteral("staging-server"), Text::tr("staging server.txt")}}),
    };
}

} // namespace espalier::ui
