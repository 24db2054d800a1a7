// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codegen_python.h"

#include <cstddef>
#include <set>
#include <string>

namespace espalier::schema {

/// The beginning of a module: versions, how to read, imports, and the helpers named in `needs`.
[[nodiscard]] std::string pythonHeader(const std::string &answer, const std::set<std::string> &needs,
                                       const PythonCall &call);

/// After the imports: leave for pydantic to call itself as deep as `nesting` (CodeModel) wants, or nothing.
[[nodiscard]] std::string pythonNesting(std::size_t nesting);

/// The end of a module: the call of instructor for the class `answer`, asking for the type `asked`.
[[nodiscard]] std::string pythonCallText(const PythonCall &call, const std::string &answer,
                                         const std::string &asked);

} // namespace espalier::schema
