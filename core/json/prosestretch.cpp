// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json/prosestretch.h"

#include "base/ascii.h"

#include <algorithm>

namespace espalier::json {

namespace {

/// One character more than is shown, to cut at its border.
constexpr std::size_t kTextLimit = kRepairTextBytes + 4;

} // namespace

void ProseStretch::add(Kind kind, std::string_view text, std::uint64_t offset)
{
    if (m_kind == Kind::None) {
        m_at = offset;
        m_text.clear();
    }
    m_kind = std::max(m_kind, kind);
    if (m_text.size() < kTextLimit)
        m_text.append(text.substr(0, kTextLimit));
}

void ProseStretch::addBlank(char c)
{
    if (m_kind != Kind::None && m_text.size() < kTextLimit)
        m_text.push_back(c);
}

void ProseStretch::prepend(std::string_view text, std::uint64_t offset)
{
    const std::string_view gap = offset + text.size() < m_at ? " " : "";
    m_text = std::string(text) + std::string(gap) + m_text;
    m_at = offset;
}

void ProseStretch::end(RepairBook &repairs)
{
    m_text = trimmed(m_text);
    switch (m_kind) {
    case Kind::None:
        break;
    case Kind::Blanks:
        repairs.addOutside(RepairKind::RawControlCharacter, m_at, m_text);
        break;
    case Kind::Commas:
        repairs.addOutside(RepairKind::TrailingComma, m_at, m_text);
        break;
    case Kind::Closers:
        repairs.addOutside(RepairKind::ExtraCloser, m_at, m_text);
        break;
    case Kind::Comment:
        repairs.addOutside(RepairKind::Comment, m_at, m_text);
        break;
    case Kind::Prose:
        repairs.addOutside(RepairKind::Prose, m_at, m_text);
        break;
    }
    m_kind = Kind::None;
}

} // namespace espalier::json
