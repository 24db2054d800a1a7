// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace espalier::json {

/// A sequence that only grows, and whose elements stay where they are: blocks of 256, so that a growing tree
/// is never moved. Copying is deep.
template <typename T>
class NodeStore
{
public:
    NodeStore() = default;
    NodeStore(NodeStore &&other) noexcept = default;
    NodeStore &operator=(NodeStore &&other) noexcept = default;
    ~NodeStore() = default;
    NodeStore(const NodeStore &other) { *this = other; }
    NodeStore &operator=(const NodeStore &other)
    {
        if (this == &other)
            return *this;
        clear();
        for (std::size_t i = 0; i < other.size(); ++i)
            append() = other[i];
        return *this;
    }

    [[nodiscard]] std::size_t size() const noexcept
    {
        return m_blocks.empty() ? 0 : (m_blocks.size() - 1) * kBlock + m_blocks.back().size();
    }
    [[nodiscard]] T &operator[](std::size_t index) noexcept
    {
        return m_blocks[index / kBlock][index % kBlock];
    }
    [[nodiscard]] const T &operator[](std::size_t index) const noexcept
    {
        return m_blocks[index / kBlock][index % kBlock];
    }

    T &append()
    {
        if (m_blocks.empty() || m_blocks.back().size() == kBlock) {
            m_blocks.emplace_back();
            m_blocks.back().reserve(kBlock);
        }
        return m_blocks.back().emplace_back();
    }
    void clear() noexcept { m_blocks.clear(); }

private:
    static constexpr std::size_t kBlock = 256;
    std::vector<std::vector<T>> m_blocks;
};

} // namespace espalier::json
