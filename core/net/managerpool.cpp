// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "net/managerpool.h"

#include "net/headwatch.h"
#include "net/origin.h"
#include "net/peersockets.h"

#include <QNetworkAccessManager>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <utility>

namespace espalier::net {

namespace {

constexpr int kTriesPerHost = 5; // Qt's own limit is 6
constexpr std::size_t kIdleGroups = 4;
constexpr std::ptrdiff_t kDistrusted = 4;
constexpr std::chrono::milliseconds kPatience{500}; // Qt closes by itself what it can
constexpr int kLooks = 20;

// What of a policy makes a difference to the connection; the body limit does not.
bool sameConnections(const ConnectionPolicy &a, const ConnectionPolicy &b)
{
    return a.http2 == b.http2 && a.proxy == b.proxy && a.manualProxy == b.manualProxy &&
           a.extraCaFile == b.extraCaFile;
}

/// Where the connection goes to.
int portOf(const ConnectionPolicy &policy, const QUrl &url)
{
    return policy.proxy == ConnectionPolicy::Proxy::Manual ? policy.manualProxy.port() : originPort(url);
}

std::atomic_bool anyLeftBehind = false;

/// How many tries of all pools of this program go to that port now, after `change` of them.
int triesTo(int port, int change)
{
    static std::mutex mutex;
    static auto &all = *new std::map<int, int>; // for ever: the end of the program has no order
    const std::lock_guard lock(mutex);
    return all[port] += change;
}

} // namespace

struct ManagerPool::Manager
{
    std::unique_ptr<QNetworkAccessManager> manager = std::make_unique<QNetworkAccessManager>();
    std::map<QString, int> running; ///< tries per origin
    bool trusted = true;
    bool retired = false; ///< it only ends what it has begun

    Manager() = default;
    ~Manager() { anyLeftBehind = anyLeftBehind || !trusted; }
    Q_DISABLE_COPY_MOVE(Manager)

    /// Qt waits five seconds for a manager's thread and then goes on without it, which helps nobody at the
    /// end of a program.
    void leaveBehind()
    {
        static auto &all =
            *new std::vector<QNetworkAccessManager *>; // for ever: not taken for lost at the end
        if (!trusted)
            all.push_back(manager.release());
    }
};

namespace {

/// What a manager that is not trusted still reads is cut, as soon as no try goes to that port, looked for a
/// few times: between two reads there may be nothing to see.
void cutLater(QNetworkAccessManager *manager, int port, int looks = kLooks)
{
    QTimer::singleShot(kPatience, manager, [manager, port, looks] {
        if (triesTo(port, 0) > 0)
            cutLater(manager, port, looks);
        else if (cutStrandedSockets(port) == 0 && looks > 1)
            cutLater(manager, port, looks - 1);
    });
}

} // namespace

struct ManagerPool::Group
{
    ConnectionPolicy policy;
    ConnectionSetup setup;
    std::vector<std::shared_ptr<Manager>> managers;

    [[nodiscard]] bool idle() const
    {
        return std::ranges::all_of(managers, [](const auto &m) { return m->running.empty(); });
    }
    void forgetRetired()
    {
        std::erase_if(managers, [](const auto &m) { return m->retired && m->trusted && m->running.empty(); });
    }
    /// The oldest go when there are more than a few: each has a thread.
    void forgetDistrusted()
    {
        const auto gone = [](const auto &m) { return !m->trusted && m->running.empty(); };
        std::ptrdiff_t surplus = std::ranges::count_if(managers, gone) - kDistrusted;
        std::erase_if(managers, [&](const auto &m) { return surplus > 0 && gone(m) && surplus-- > 0; });
    }
};

struct ManagerPool::Lease::Place
{
    std::shared_ptr<Group> group;
    std::shared_ptr<Manager> manager;
    std::shared_ptr<HeadWatch> heads;
    bool waits = true; ///< there is no head yet
    QString origin;
    int port;

    Place(std::shared_ptr<Group> g, std::shared_ptr<Manager> m, std::shared_ptr<HeadWatch> h, QString o,
          int p)
        : group(std::move(g))
        , manager(std::move(m))
        , heads(std::move(h))
        , origin(std::move(o))
        , port(p)
    {
        ++manager->running[origin];
        triesTo(port, 1);
        heads->begin(port);
    }
    ~Place()
    {
        headCame();
        triesTo(port, -1);
        heads->countAnew(port);
        const auto it = manager->running.find(origin);
        if (--it->second == 0)
            manager->running.erase(it);
        if (!manager->trusted)
            cutLater(manager->manager.get(), port);
    }
    void headCame()
    {
        if (std::exchange(waits, false))
            heads->end(port);
    }
    Q_DISABLE_COPY_MOVE(Place)
};

QNetworkAccessManager *ManagerPool::Lease::manager() const
{
    return m_place->manager->manager.get();
}

const ConnectionSetup &ManagerPool::Lease::setup() const
{
    return m_place->group->setup;
}

void ManagerPool::Lease::distrust()
{
    if (m_place)
        m_place->manager->trusted = false;
}

void ManagerPool::Lease::retire()
{
    m_place->manager->retired = true;
}

void ManagerPool::Lease::headCame()
{
    m_place->headCame();
}

bool ManagerPool::Lease::wasCut() const
{
    return m_place && m_place->waits && m_place->heads->hasCut(m_place->port);
}

bool ManagerPool::Lease::hasHeard() const
{
    return m_place && m_place->waits && m_place->heads->hasHeard(m_place->port);
}

ManagerPool::ManagerPool()
    : m_heads(std::make_shared<HeadWatch>([](int port) { return triesTo(port, 0); }))
{
}

ManagerPool::~ManagerPool()
{
    for (const auto &group : m_groups) {
        for (const auto &manager : group->managers)
            manager->leaveBehind();
    }
}

Result<ManagerPool::Lease, Error> ManagerPool::acquire(const ConnectionPolicy &policy, const QUrl &url)
{
    auto found = groupFor(policy);
    if (!found)
        return found.error();
    const std::shared_ptr<Group> &group = *found;
    const QString origin = originOf(url);
    group->forgetRetired();
    group->forgetDistrusted();
    auto free = std::ranges::find_if(group->managers, [&](const auto &m) {
        const auto it = m->running.find(origin);
        return m->trusted && !m->retired && (it == m->running.end() || it->second < kTriesPerHost);
    });
    if (free == group->managers.end()) {
        auto manager = std::make_shared<Manager>();
        applyProxy(*manager->manager, group->setup);
        free = group->managers.insert(group->managers.end(), std::move(manager));
    }
    Lease lease;
    lease.m_place = std::make_shared<Lease::Place>(group, *free, m_heads, origin, portOf(policy, url));
    return lease;
}

Result<std::shared_ptr<ManagerPool::Group>, Error> ManagerPool::groupFor(const ConnectionPolicy &policy)
{
    const auto known =
        std::ranges::find_if(m_groups, [&](const auto &g) { return sameConnections(g->policy, policy); });
    if (known != m_groups.end()) {
        std::rotate(known, known + 1, m_groups.end());
        return m_groups.back();
    }
    auto setup = connectionSetup(policy);
    if (!setup)
        return setup.error();
    // Someone who tries out proxies should not leave a thread behind for each.
    auto surplus = std::ranges::count_if(m_groups, [](const auto &g) { return g->idle(); }) -
                   static_cast<std::ptrdiff_t>(kIdleGroups) + 1;
    std::erase_if(m_groups, [&](const auto &g) { return surplus > 0 && g->idle() && surplus-- > 0; });
    auto group = std::make_shared<Group>();
    group->policy = policy;
    group->setup = std::move(setup).value();
    m_groups.push_back(group);
    return group;
}

bool ManagerPool::leftManagersBehind()
{
    return anyLeftBehind;
}

int ManagerPool::managerCount() const
{
    int count = 0;
    for (const auto &group : m_groups)
        count += static_cast<int>(group->managers.size());
    return count;
}

} // namespace espalier::net
