// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/console.h"

#include <atomic>
#include <string_view>

namespace espalier::cli {

/// Standard output. Every write goes out at once, so that a reader sees each line when it is made.
///
/// A reader who has gone away ends the program the way it ends every other one, by SIGPIPE, without a word:
/// the run is of no use any more, and the connection to the endpoint closes with the program. Any other
/// failure is remembered; after it nothing is written. Thread: one at a time writes; any may ask for the
/// failure.
class Output
{
public:
    void write(std::string_view bytes);
    /// `text` and a line break.
    void line(std::string_view text);

    /// errno of the write that failed; 0 when none did.
    [[nodiscard]] int failure() const { return m_failure; }
    /// How a command ends whose own exit code is `code`: with that, unless not everything could be written.
    /// That is told on `console` and has an exit code of its own.
    [[nodiscard]] int exitCodeAfter(int code, Console &console) const;

private:
    std::atomic<int> m_failure = 0;
};

/// Makes sure that the descriptors 0, 1 and 2 are taken, so that no socket of ours is ever mistaken for a
/// standard stream that the caller has closed. To be called first in main.
void holdStandardStreams();

} // namespace espalier::cli
