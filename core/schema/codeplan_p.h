// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codemodel_p.h"
#include "json/value.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace espalier::schema {

/// What a program needs to know of a schema document, whatever its language. Never fails: what cannot be said
/// is a note at its place. Work and memory are bounded however the schema is made: deep nesting, many
/// combinations and more classes than anybody reads end in "anything" with a note.
[[nodiscard]] CodeModel planCode(const json::Value &schema);

/// The declarations that a type, or a declaration, names. May name one twice.
void namesIn(const CodeType &type, std::vector<std::size_t> &out);
[[nodiscard]] std::vector<std::size_t> namesIn(const CodeDeclaration &declaration);

/// Of each declaration: a rule looks at its values as a whole, at members that no class names as well:
/// uniqueItems around it, or a pattern of names that a field with it may fit.
[[nodiscard]] std::vector<bool> lookedAtWhole(const CodeModel &model);

/// Puts declarations in the order in which they can be written, and marks circles. Part of planCode.
void orderDeclarations(CodeModel &model);

/// Finds the member that tells the parts of a union apart; of a oneOf without one, notes that a value may fit
/// several parts. Part of planCode.
void tellUnionsApart(CodeModel &model);

} // namespace espalier::schema
