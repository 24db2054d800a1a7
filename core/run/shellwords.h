// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

#include <optional>
#include <string_view>

namespace espalier::run {

/// A command line cut into words as a shell would, of which only blanks, both quotes and the backslash mean
/// anything: no variable, pattern or pipe. UTF-8. nullopt: a quote is not closed or the end is a backslash.
[[nodiscard]] std::optional<QStringList> shellWords(std::string_view line);

} // namespace espalier::run
