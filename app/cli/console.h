// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <string>
#include <string_view>

namespace espalier::cli {

/// What people read: standard error. Plain text of servers and models is shown without its control
/// characters, so that it cannot drive the terminal. Colours and the progress line only on a terminal.
class Console
{
public:
    explicit Console(bool quiet = false);

    /// One line what, one line what to do. Shown even when quiet: it says why the program ends.
    void error(const Error &error);
    /// A plain sentence on the side; not when quiet.
    void note(std::string_view text);
    /// Replaces the progress line; on a terminal only, not when quiet.
    void progress(std::string_view text);
    void clearProgress();
    [[nodiscard]] bool showsProgress() const { return m_terminal && !m_quiet; }

private:
    void line(std::string_view colour, std::string_view label, std::string_view text);

    bool m_quiet;
    bool m_terminal;
    bool m_coloured;
    bool m_progressShown = false;
};

/// `text` on one line: control characters become blanks or go.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace espalier::cli
