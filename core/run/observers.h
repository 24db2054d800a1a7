// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "run/runevent.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace espalier::run {

class ObserverLine;

/// Whoever watches runs: each observer in a thread of its own with a line of its own, so that one that
/// throws, hangs or is slow holds up neither a run nor another observer.
///
/// An observer hears the events in order. One that fails, takes longer than `slow` for an event (known when
/// it comes back, or when the next event finds it still busy), or is not done when drain() gives up is named,
/// once for each of these, and goes on being called. While more than 10,000 events wait for it further ones
/// are dropped, which is said too. Thread: tell() from one thread; observers are called in their own.
class Observers
{
public:
    using Take = std::function<void(const RunEvent &)>;
    /// One plain sentence that names an observer. Called in the observer's thread, or inside tell() or
    /// drain().
    using Complain = std::function<void(const std::string &)>;

    explicit Observers(Complain complain, std::chrono::milliseconds slow = std::chrono::milliseconds(250));
    /// Waits for what is being taken at that moment, at most two seconds, and not for the rest: call drain()
    /// before. The thread of an observer that hangs is left to itself.
    ~Observers();
    Observers(const Observers &) = delete;
    Observers &operator=(const Observers &) = delete;

    /// `kinds`: which events it hears; empty: all but value:complete, which is dear.
    void add(std::string name, Take take, std::vector<RunEventKind> kinds = {});
    /// True when somebody hears that kind.
    [[nodiscard]] bool wants(RunEventKind kind) const;
    /// Puts the event into everybody's line and returns at once.
    void tell(const RunEvent &event);
    /// Waits until everything told was taken, at most that long; false when it was not.
    bool drain(std::chrono::milliseconds most);

private:
    Complain m_complain;
    std::chrono::milliseconds m_slow;
    std::vector<std::shared_ptr<ObserverLine>> m_lines;
};

} // namespace espalier::run
