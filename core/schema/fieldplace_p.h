// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/fieldedit.h"

#include <optional>

namespace espalier::schema {

/// Where a field stands: the object schema whose properties hold it, and its name there.
struct FieldPlace
{
    std::string owner;
    std::string name;
};

/// nullopt when `field` is the pointer of no property.
[[nodiscard]] std::optional<FieldPlace> placeOfField(const json::Value &schema, std::string_view field);
[[nodiscard]] std::string pointerOfField(std::string_view owner, std::string_view name);
/// Where a field stands among its siblings, and how many there are.
[[nodiscard]] std::size_t indexOfField(const json::Value &owner, std::string_view name);

[[nodiscard]] bool isRequired(const json::Value &owner, std::string_view name);
void setRequired(json::Value &owner, std::string_view name, bool must);
/// Whether what renameIn() would change has something of that name: a property or a dependency, here or in
/// what is applied to the same object. A field renamed to it would then become one with another.
[[nodiscard]] bool isNamed(const json::Value &owner, const std::string &name);
/// In the members that name properties: required, dependentRequired, …, and in what is applied to the same
/// object.
void renameIn(json::Value &owner, const std::string &from, const std::string &to);
void forget(json::Value &owner, const std::string &name);

/// Makes a schema that takes anything an object schema, so that fields can be put into it. False for what
/// takes no object.
[[nodiscard]] bool becomesGroup(json::Value &schema);
/// Puts a member in front of the `index`th.
void insertMember(json::Value &object, std::size_t index, json::Member member);

[[nodiscard]] Error noSuchField(std::string_view field);
/// The edit, unless a reference leads nowhere now that led somewhere before.
[[nodiscard]] FieldEditResult checked(const json::Value &before, FieldEdit edit);

} // namespace espalier::schema
