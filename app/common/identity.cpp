// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity.h"

#include "net/managerpool.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#endif

namespace espalier::app {

void setIdentity(QCoreApplication &application)
{
    application.setApplicationName(QStringLiteral("espalier"));
    application.setApplicationVersion(QStringLiteral(ESPALIER_VERSION));
}

void leaveNoImage()
{
#if defined(Q_OS_UNIX)
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
}

int ended(int exitCode)
{
    if (net::ManagerPool::leftManagersBehind()) {
        std::fflush(nullptr);
        std::_Exit(exitCode);
    }
    return exitCode;
}

} // namespace espalier::app
