// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of stored secrets when their profile changes. One change after the other, and what a person
// entered is stored behind them all: a removal or a move that is under way would undo it.

#include "desktop/desktopengine.h"
#include "desktop/keyforget.h"
#include "desktop/keymove.h"

#include <algorithm>
#include <utility>

namespace espalier::app {

using settings::EndpointProfile;

void DesktopEngine::settleSecrets(const EndpointProfile &before, const EndpointProfile &now)
{
    const std::vector<DoomedEntry> stranded = strandedEntries(before, now);
    std::vector<RenamedEntry> moves;
    if (before.name != now.name)
        moves = renamedEntries(before, now);
    std::erase_if(moves, [&](const RenamedEntry &move) {
        return std::any_of(stranded.begin(), stranded.end(), [&](const DoomedEntry &doomed) {
            return doomed.entry == move.first && doomed.sessionToo; // else one serves this session
        });
    });
    const bool keyGoes = std::any_of(stranded.begin(), stranded.end(), [&](const DoomedEntry &doomed) {
        return doomed.entry == before.name && doomed.sessionToo;
    });
    if (keyGoes)
        m_sessionKeys.erase(now.name);
    const QString name = QString::fromStdString(now.name);
    if (!stranded.empty())
        forgetWhenSettled(before.name, name, stranded);
    if (moves.empty())
        return;
    whenSettled([this, name, moves] {
        m_settling = true;
        moveEntries(m_engine, moves, this, [this, name](int moved, const Error &error) {
            if (moved > 0 || error.kind != ErrorKind::None)
                Q_EMIT keysMoved(name, error);
            Q_EMIT keyFactsChanged(name);
            endSettling();
        });
    });
}

void DesktopEngine::forgetWhenSettled(const std::string &former, const QString &name,
                                      const std::vector<DoomedEntry> &entries)
{
    whenSettled([this, former, name, entries] {
        m_settling = true;
        forgetEntries(m_engine, former, entries, this, [this, name](const Error &error) {
            Q_EMIT keyFactsChanged(name);
            Q_EMIT secretsForgotten(name, error);
            endSettling();
        });
    });
}

void DesktopEngine::whenSettled(std::function<void()> then)
{
    if (m_settling)
        m_afterSettling.push_back(std::move(then));
    else
        then();
}

void DesktopEngine::endSettling()
{
    m_settling = false;
    while (!m_settling && !m_afterSettling.empty()) {
        const std::function<void()> then = std::move(m_afterSettling.front());
        m_afterSettling.pop_front();
        then();
    }
}

} // namespace espalier::app
