// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/changerow.h"
#include "json/value.h"

#include <QString>

#include <optional>
#include <string_view>

namespace espalier::ui {

/// The place in words: names and, in lists, numbers from 1, as the tree shows them: "addresses / 1 / street".
/// The root is "answer". `root`: the value that the pointer is about; tokens that lead nowhere stay as they
/// are.
[[nodiscard]] QString placeText(const json::Value &root, std::string_view pointer);

/// Two answers field by field (recipe::valueDiff), a row for each leaf; nullopt: there was no answer.
[[nodiscard]] ChangeRows valueRows(const std::optional<json::Value> &before,
                                   const std::optional<json::Value> &after);

} // namespace espalier::ui
