// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <string_view>
#include <unordered_map>

namespace espalier::json {

/// Follows many JSON Pointers into documents that do not change: the members of a large object are indexed at
/// the first look, so that n pointers through it cost O(n) and not O(n²). Views into the documents, which
/// must outlive it. One thread at a time.
class ChildIndex
{
public:
    /// The item or member that an unescaped reference token names, of duplicates the last; nullptr when there
    /// is none.
    [[nodiscard]] const Value *child(const Value &value, std::string_view token);
    /// As json::resolve().
    [[nodiscard]] const Value *resolve(const Value &root, std::string_view pointer);

private:
    std::unordered_map<const Value *, std::unordered_map<std::string_view, const Value *>> m_members;
};

} // namespace espalier::json
