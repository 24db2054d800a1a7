// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity.h"
#include "desktop/composition.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    espalier::app::setIdentity(application);
    application.setApplicationDisplayName(QStringLiteral("Espalier"));
    application.setDesktopFileName(QStringLiteral("espalier"));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "A model's streamed answer, trained to grow along a schema."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    espalier::app::Composition program(application);
    program.show();
    return QApplication::exec();
}
