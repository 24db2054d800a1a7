// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity.h"

#include <QCoreApplication>

namespace espalier::app {

void setIdentity(QCoreApplication &application)
{
    application.setApplicationName(QStringLiteral("espalier"));
    application.setApplicationVersion(QStringLiteral(ESPALIER_VERSION));
}

} // namespace espalier::app
