// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "document/recipecontent.h"
#include "json/value.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>

class QMessageBox;
class QWidget;

namespace espalier::settings {
class AppSettings;
}

namespace espalier::ui {

class RecipeDocument;

/// Opening and saving the recipe, with its questions: what is not saved is never put aside without one.
/// Dialogs are opened over `window`, one at a time, and block nothing else. All stay the caller's and must
/// outlive this.
class RecipeFiles : public QObject
{
    Q_OBJECT

public:
    RecipeFiles(RecipeDocument &document, settings::AppSettings &settings, QWidget &window);

    void makeNew();
    /// Another content without a file: a sample, an older try. `then`: once it is open.
    void start(
        const RecipeContent &content, const json::Value &stored = {},
        const std::function<void()> &then = [] {});
    /// A recipe, or a text to read from: told apart by what is in it. Text files go to textChosen().
    void open(const QString &path);
    /// Each of them; of several recipes the first, which is said.
    void openAll(const QStringList &paths);
    void openWithDialog();
    /// Calls `go` when nothing would be lost: at once, or when the person has answered. `texts`: how many
    /// stand in no file.
    void leave(int texts, const std::function<void()> &go);
    void save();
    void saveAs();
    /// Paths of recipes, newest first.
    [[nodiscard]] QStringList recent() const;
    void forgetRecent();

Q_SIGNALS:
    /// Another recipe is open now.
    void opened();
    /// It has a file of this name now; `formerKey`: what the version store knew it by.
    void saved(const QString &formerKey);
    /// What is in the file takes the place of the changes here, because the person wants it so.
    void aboutToLoad();
    void textChosen(const QString &path);
    void failed(const espalier::Error &error);
    void recentChanged();

private:
    [[nodiscard]] bool isWorthAsking() const;
    void whenSafe(const std::function<void()> &go);
    void ask(const QString &text, const QString &more, const std::function<void()> &go);
    void openRecipe(const QString &path);
    bool saveTo(const QString &path);
    void askWhatCounts(const std::function<void()> &go);
    void askWhere(const std::function<void()> &go);
    void saveThen(const std::function<void()> &go);
    void noteRecent(const QString &path);
    [[nodiscard]] QString folder() const;

    RecipeDocument &m_document;
    settings::AppSettings &m_settings;
    QWidget &m_window;
    QPointer<QMessageBox> m_question;
};

/// Whether a file holds a recipe: its name ends in ".recipe.json", or it is a JSON object with "espalier".
[[nodiscard]] bool looksLikeRecipe(const QString &path);

} // namespace espalier::ui
