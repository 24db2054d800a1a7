// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace espalier::schema {

/// Gives every name once: what is taken gets "_2", "_3", … behind it.
class NameBook
{
public:
    void reserve(std::string_view name) { m_taken.emplace(name, 1); }
    [[nodiscard]] std::string take(const std::string &wished);

private:
    std::unordered_map<std::string, int> m_taken; ///< and the last number behind each
};

/// "delivery address" → "DeliveryAddress": ASCII letters and digits, a letter first, at most 60 bytes; empty
/// when nothing is left of it.
[[nodiscard]] std::string className(std::string_view text);

/// A class of its own in both languages: the names that generated modules and their languages use are
/// reserved.
[[nodiscard]] NameBook classNames();

/// "first-name" → "first_name": what Python takes as a name and pydantic as a field; "field" when nothing is
/// left. Keywords, attributes of BaseModel and the names that annotations use get "_" behind them.
[[nodiscard]] std::string pythonFieldName(std::string_view key);

/// Whether `key` may stand unquoted as a member of an object literal.
[[nodiscard]] bool isScriptName(std::string_view key);

/// Whether every object of JavaScript answers to `key` with a function, given or not ("__proto__" apart).
[[nodiscard]] bool isInheritedScriptName(std::string_view key);

} // namespace espalier::schema
