// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secret.h"

#include <algorithm>
#include <utility>

namespace espalier::secrets {

Secret::Secret(std::string_view bytes)
    : m_bytes(bytes.empty() ? nullptr : std::make_unique<char[]>(bytes.size()))
    , m_size(bytes.size())
{
    std::copy(bytes.begin(), bytes.end(), m_bytes.get());
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

std::string_view Secret::reveal() const noexcept
{
    return {m_bytes.get(), m_size};
}

void Secret::wipe() noexcept
{
    // volatile: the compiler must not drop writes to memory that is freed next.
    volatile char *bytes = m_bytes.get();
    for (std::size_t i = 0; i < m_size; ++i)
        bytes[i] = 0;
    m_bytes.reset();
    m_size = 0;
}

} // namespace espalier::secrets
