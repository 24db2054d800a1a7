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

void readArguments(QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "A model's streamed answer, trained to grow along a schema."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    if (parser.positionalArguments().isEmpty())
        return;
    std::fputs("espalier: opening projects is not in this version.\nStart it without arguments.\n", stderr);
    std::exit(2);
}

} // namespace

int main(int argc, char **argv)
{
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
    readArguments(application);
    espalier::app::Composition program(application);
    program.show();
    return QApplication::exec();
}
