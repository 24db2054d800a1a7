// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "recipe/recipe.h"

#include <QList>
#include <QMap>
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
    QString parametersDraft{}; ///< the further ones as typed, where that cannot be used yet; empty: it can
    bool operator==(const RecipeSettings &) const = default;
};

/// By row of the examples: the right answer as typed, where that is no JSON yet.
using AnswerDrafts = QMap<int, QString>;

/// A recipe while it is edited: the schema is text, which may be no JSON for a while, and so may right
/// answers and further parameters. Shares its texts with its copies.
struct RecipeContent
{
    QString name;
    QString instructions;
    QString schemaText;
    QList<recipe::Example> examples;
    AnswerDrafts answerDrafts;
    RecipeSettings settings;
    json::Value::Object fields; ///< recipe::Recipe::fields
    json::Value::Array checks;  ///< recipe::Recipe::checks: as in the file, entry by entry
    json::Value::Array hooks;   ///< recipe::Recipe::hooks
    bool operator==(const RecipeContent &) const = default;
};

/// What an edit changes.
enum class RecipePart : int { Name, Instructions, Schema, Examples, Settings, Checks, Hooks, Everything };

/// A text of a recipe, beside its schema, that cannot be used yet: the recipe can neither be asked nor saved.
struct UnfinishedText
{
    RecipePart part = RecipePart::Examples; ///< or Settings: the further parameters
    int row = -1;                           ///< of the example
    Error error;                            ///< Usage; names the page
};

} // namespace espalier::ui
