// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/codemodel_p.h"

#include <string>
#include <vector>

namespace espalier::schema {

/// What the fields of each declaration are called in Python, in the order of both. Different within a class,
/// and none is called as a class of the model or as something that annotations use.
[[nodiscard]] std::vector<std::vector<std::string>> pythonFieldNames(const CodeModel &model);

} // namespace espalier::schema
