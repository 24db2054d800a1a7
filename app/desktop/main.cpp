// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity.h"
#include "desktop/composition.h"

#include <QApplication>
#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

/// What can be told without a display.
bool onlyTells(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v";
    });
}

/// What to open; ends the program when that cannot be said.
QStringList readArguments(QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "A model's streamed answer, trained to grow along a schema."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("files"),
        QCoreApplication::translate("main", "Recipes (*.recipe.json) and texts to open."),
        QStringLiteral("[FILE...]"));
    parser.process(application);
    const QStringList files = parser.positionalArguments();
    const bool project = std::any_of(files.begin(), files.end(), [](const QString &file) {
        return file.endsWith(QLatin1String(".espalier"), Qt::CaseInsensitive);
    });
    if (project) {
        std::fputs("espalier: opening projects is not in this version.\nStart it with a recipe or a text.\n",
                   stderr);
        std::exit(2);
    }
    return files;
}

int runWindow(QApplication &application, const QStringList &files)
{
    espalier::app::Composition program(application);
    program.show();
    for (const QString &file : files)
        program.open(file);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    espalier::app::leaveNoImage();
    if (onlyTells(argc, argv)) {
        QCoreApplication application(argc, argv);
        espalier::app::setIdentity(application);
        readArguments(application);
        return 0;
    }
    QApplication application(argc, argv);
    espalier::app::setIdentity(application);
    application.setApplicationDisplayName(QStringLiteral("Espalier"));
    application.setDesktopFileName(QStringLiteral("espalier"));
    const QStringList files = readArguments(application);
    return espalier::app::ended(runWindow(application, files));
}
