// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// A fixed set of names, each with its place among them: filled once, asked often. Holds views; what they
/// look at must outlive the table. Any thread, once it is filled.
class KeyTable
{
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    KeyTable() = default;
    /// `names`: also with duplicates, of which the first counts.
    explicit KeyTable(const std::vector<std::string_view> &names);

    /// Adds a name unless it is there; its place.
    std::uint32_t add(std::string_view name);
    /// The place of the name, or kNone. O(length of the name).
    [[nodiscard]] std::uint32_t find(std::string_view name) const noexcept;
    [[nodiscard]] std::string_view name(std::uint32_t place) const noexcept { return m_names[place]; }
    [[nodiscard]] std::size_t size() const noexcept { return m_names.size(); }

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t place = kNone;
    };

    void grow();
    void put(std::uint32_t hash, std::uint32_t place) noexcept;

    std::vector<std::string_view> m_names;
    std::vector<Slot> m_slots; ///< open addressing; the size is a power of two, half of it free
};

} // namespace espalier::schema
