// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "net/connectionsetup.h"
#include "net/transport.h"

#include <QString>

#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace espalier::net {

class HeadWatch;

/// As many QNetworkAccessManagers as the running tries need.
///
/// Qt opens at most six HTTP/1.1 connections per host and manager and lets further requests wait without a
/// word. Here each manager gets at most five tries per host, so a try that was let through starts at once and
/// all waiting happens, visibly, in RequestGate. Tries with different connection policies never share a
/// manager, and so no connection either.
///
/// Managers live as long as the pool: a try that comes later finds its connection still open. Of policies no
/// try uses any more the last few are kept, and of managers that are not trusted any more, whose end may take
/// seconds. Those are left behind when the pool ends. Thread: one.
class ManagerPool
{
public:
    /// The right to run one try on a manager; giving it up frees the place. Keeps the manager alive.
    class Lease
    {
    public:
        Lease() = default;
        [[nodiscard]] QNetworkAccessManager *manager() const;
        [[nodiscard]] const ConnectionSetup &setup() const;
        /// The try ended before the server had said anything whole: Qt's thread may be busy with it for good
        /// (headers without end, bytes without end that are no TLS), so no other try gets this manager, and
        /// what it still reads is cut once no try goes there any more.
        void distrust();
        /// The server may close, or keep, the connection after the answer: no later try gets this manager, so
        /// none is sent over a connection that is being closed.
        void retire();
        /// The head of the answer is there; until then HeadWatch looks after the try.
        void headCame();
        /// The try has no head yet, and HeadWatch has cut a connection that may be its own.
        [[nodiscard]] bool wasCut() const;
        /// The try has no head yet, and something has come (HeadWatch::hasHeard).
        [[nodiscard]] bool hasHeard() const;

    private:
        friend class ManagerPool;
        struct Place;
        std::shared_ptr<Place> m_place;
    };

    ManagerPool();
    ~ManagerPool();
    Q_DISABLE_COPY_MOVE(ManagerPool)

    /// A place for one try to the host of `url`; the errors are those of connectionSetup().
    [[nodiscard]] Result<Lease, Error> acquire(const ConnectionPolicy &policy, const QUrl &url);
    [[nodiscard]] int managerCount() const;
    /// Some pool of this program left managers behind whose thread may be at work for good: the program has
    /// to end without destructors (std::_Exit), which would take from that thread what it uses. Any thread.
    [[nodiscard]] static bool leftManagersBehind();

private:
    struct Manager;
    struct Group;
    [[nodiscard]] Result<std::shared_ptr<Group>, Error> groupFor(const ConnectionPolicy &policy);

    std::shared_ptr<HeadWatch> m_heads;
    std::vector<std::shared_ptr<Group>> m_groups; ///< the one used last stands last
};

} // namespace espalier::net
