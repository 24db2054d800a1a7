// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "recipe/recipe.h"

#include <QList>
#include <QString>

namespace espalier::ui {

/// How a recipe is asked: everything beside its texts.
struct RecipeSettings
{
    wire::AnswerMode mode = wire::AnswerMode::Auto;
    wire::StreamKind streaming = wire::StreamKind::Partial;
    recipe::Reading reading;
    recipe::Limits limits;
    json::Value::Object parameters;
    bool operator==(const RecipeSettings &) const = default;
};

/// A recipe while it is edited: the schema is text, which may be no JSON for a while. Shares its texts with
/// its copies.
struct RecipeContent
{
    QString name;
    QString instructions;
    QString schemaText;
    QList<recipe::Example> examples;
    RecipeSettings settings;
    json::Value::Object fields; ///< recipe::Recipe::fields
    json::Value::Array checks;  ///< recipe::Recipe::checks: as in the file, entry by entry
    json::Value::Array hooks;   ///< recipe::Recipe::hooks
    bool operator==(const RecipeContent &) const = default;
};

/// What an edit changes.
enum class RecipePart : int { Name, Instructions, Schema, Examples, Settings, Checks, Hooks, Everything };

} // namespace espalier::ui
