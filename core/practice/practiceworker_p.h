// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "practice/practiceservice.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

class QTcpServer;

namespace espalier::practice {

/// The listening side. Thread: made anywhere, moved to the server's thread, every function called there.
class PracticeWorker : public QObject
{
    Q_OBJECT

public:
    explicit PracticeWorker(PracticeService::Settings settings);
    ~PracticeWorker() override;

    /// Listens on 127.0.0.1. The port, or 0 with the reason in errorText().
    [[nodiscard]] std::uint16_t listen(std::uint16_t port);
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// Ends every connection, running streams included. Has to be called in the server's thread before it
    /// ends.
    void close();

private:
    void takeConnections();

    PracticeService m_service;
    QTcpServer *m_server = nullptr;
    QObject *m_clients = nullptr; ///< parent of all connections
    QString m_errorText;
};

} // namespace espalier::practice
