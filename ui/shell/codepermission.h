// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"

#include <QObject>
#include <QSet>
#include <QString>

namespace espalier::settings {
class AppSettings;
}

namespace espalier::ui {

/// Which checks, scripts and programs of the open recipe may run here: those that a person has seen and
/// allowed, and those written in this window. Each by the hash of its code (run/recipecode.h), kept in the
/// settings; so what is changed has to be allowed anew, wherever it comes from. What holds no code (rules,
/// "stands", log, notify, ask) needs no permission.
///
/// Recipe and settings stay the caller's and must outlive this. Thread: GUI.
class CodePermission : public QObject
{
    Q_OBJECT

public:
    CodePermission(RecipeDocument &recipe, settings::AppSettings &settings, QObject *parent = nullptr);

    [[nodiscard]] bool mayRunCheck(const json::Value &check) const;
    [[nodiscard]] bool mayRunHook(const json::Value &hook) const;
    /// Of the recipe: what is on and not allowed.
    [[nodiscard]] json::Value::Array waitingChecks() const;
    [[nodiscard]] json::Value::Array waitingHooks() const;
    /// Of the recipe: what is on and may run, as an order wants it.
    [[nodiscard]] json::Value::Array runningChecks() const;
    [[nodiscard]] json::Value::Array runningHooks() const;

    /// A person has seen all that waits, and allows it.
    void allowWaiting();
    /// A person has written `after` here, of `before` (null: it is new). Its code is theirs, unless they left
    /// code as it was that was not allowed.
    void wroteCheck(const json::Value &before, const json::Value &after);
    void wroteHook(const json::Value &before, const json::Value &after);

Q_SIGNALS:
    /// Something was allowed, or other code stands in the recipe.
    void changed();

private:
    void allow(const QStringList &hashes);

    RecipeDocument &m_recipe;
    settings::AppSettings &m_settings;
    QSet<QString> m_allowed;
};

} // namespace espalier::ui
