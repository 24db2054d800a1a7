// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "net/managerpool.h"
#include "net/transport.h"

#include <QPointer>

#include <vector>

namespace espalier::net {

class QnamStream;

/// The transport of the programs: Qt's HTTP client, kept from doing what it does by itself (sending again,
/// following redirects, carrying cookies and credentials over, waiting in silence).
///
/// Each try starts at once, however many run: see ManagerPool; how many should run is RequestGate's to
/// decide. Ownership: streams belong to their parents and may outlive the transport; deleting it stops those
/// that run (finished follows, kind StoppedByUser, when the event loop still turns). Safe from inside any
/// slot of a stream. Thread: the one it was made in, with an event loop.
class QnamTransport final : public Transport
{
public:
    QnamTransport();
    ~QnamTransport() override;

    [[nodiscard]] HttpStream *send(const HttpRequest &request, QObject *parent) override;

private:
    ManagerPool m_pool;
    std::vector<QPointer<QnamStream>> m_streams;
};

} // namespace espalier::net
