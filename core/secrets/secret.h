// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDebug>

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string_view>

namespace espalier::secrets {

/// A key or password in memory. Wiped when it goes; moved, never copied by accident; cannot be printed. What
/// has to leave it (a header on its way to the socket) takes reveal() at the last moment. Any thread, one at
/// a time.
class Secret
{
public:
    Secret() = default; ///< none
    explicit Secret(std::string_view bytes);
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    [[nodiscard]] bool isEmpty() const noexcept { return m_size == 0; }
    /// The bytes, valid as long as this object is not changed. Never log, record or store them.
    [[nodiscard]] std::string_view reveal() const noexcept;
    /// A second one, on purpose.
    [[nodiscard]] Secret clone() const { return Secret(reveal()); }
    /// Overwrites the bytes and becomes empty.
    void wipe() noexcept;

private:
    std::unique_ptr<char[]> m_bytes; // not a std::string: that one leaves copies behind when moved or grown
    std::size_t m_size = 0;
};

std::ostream &operator<<(std::ostream &, const Secret &) = delete;
QDebug operator<<(QDebug, const Secret &) = delete;

} // namespace espalier::secrets
