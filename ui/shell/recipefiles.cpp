// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/recipefiles.h"

#include "document/recipedocument.h"
#include "settings/appsettings.h"
#include "text/valuetext.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

namespace espalier::ui {

static constexpr int kMostRecent = 10;
static constexpr qint64 kPeek = 4096; // bytes that are looked at to tell a recipe from a text

bool looksLikeRecipe(const QString &path)
{
    if (path.endsWith(QLatin1String(".recipe.json"), Qt::CaseInsensitive))
        return true;
    QFile file(path);
    if (!path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive) || !file.open(QIODevice::ReadOnly))
        return false;
    static const QRegularExpression head(QStringLiteral("^\\s*\\{[^{]*\"espalier\"\\s*:"));
    return head.match(QString::fromUtf8(file.read(kPeek))).hasMatch();
}

RecipeFiles::RecipeFiles(RecipeDocument &document, settings::AppSettings &settings, QWidget &window)
    : m_document(document)
    , m_settings(settings)
    , m_window(window)
{
}

bool RecipeFiles::isWorthAsking() const
{
    const bool worthless = m_document.path().isEmpty() && m_document.instructions().trimmed().isEmpty() &&
                           m_document.schemaText().trimmed().isEmpty();
    return m_document.isModified() && !worthless;
}

void RecipeFiles::whenSafe(const std::function<void()> &go)
{
    if (!isWorthAsking()) {
        go();
        return;
    }
    ask(tr("“%1” has changes that are not saved.").arg(displayText(m_document.content().name)),
        tr("Save them before another recipe takes its place?"), go);
}

void RecipeFiles::leave(int texts, const std::function<void()> &go)
{
    if (!isWorthAsking() && texts == 0) {
        go();
        return;
    }
    const QString lost = texts == 0   ? QString()
                         : texts == 1 ? tr("1 text is in no file yet.")
                                      : tr("%1 texts are in no file yet.").arg(texts);
    const QString recipe =
        isWorthAsking()
            ? tr("“%1” has changes that are not saved.").arg(displayText(m_document.content().name))
            : QString();
    ask(QStringList{recipe, lost}.join(u' ').trimmed(),
        tr("What is not saved is gone when this window closes."), go);
}

void RecipeFiles::ask(const QString &text, const QString &more, const std::function<void()> &go)
{
    if (m_question) { // one at a time
        m_question->raise();
        return;
    }
    const QMessageBox::StandardButtons save = isWorthAsking() ? QMessageBox::Save : QMessageBox::NoButton;
    m_question = new QMessageBox(QMessageBox::NoIcon, tr("Save the recipe?"), QString(),
                                 save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setText(text);
    m_question->setInformativeText(more);
    m_question->setDefaultButton(save ? QMessageBox::Save : QMessageBox::Cancel);
    m_question->button(QMessageBox::Discard)->setText(tr("&Don't save"));
    if (save)
        connect(m_question->button(QMessageBox::Save), &QPushButton::clicked, this, [this, go] {
            m_question = nullptr; // answered: another one may follow
            saveThen(go);
        });
    connect(m_question->button(QMessageBox::Discard), &QPushButton::clicked, this, go);
    m_question->open();
}

void RecipeFiles::makeNew()
{
    whenSafe([this] {
        RecipeContent content;
        content.name = tr("New recipe");
        content.instructions = QStringLiteral("{{document}}");
        content.schemaText = QStringLiteral("{\n  \"type\": \"object\",\n  \"properties\": {}\n}");
        m_document.start(content, {});
        Q_EMIT opened();
    });
}

void RecipeFiles::start(const RecipeContent &content, const json::Value &stored,
                        const std::function<void()> &then)
{
    whenSafe([this, content, stored, then] {
        m_document.start(content, {}, false, stored);
        Q_EMIT opened();
        then();
    });
}

void RecipeFiles::open(const QString &path)
{
    if (looksLikeRecipe(path))
        whenSafe([this, path] { openRecipe(path); });
    else
        Q_EMIT textChosen(path);
}

void RecipeFiles::openRecipe(const QString &path)
{
    if (const std::optional<Error> error = m_document.open(path)) {
        Q_EMIT failed(*error);
        return;
    }
    noteRecent(m_document.path());
    Q_EMIT opened();
}

QString RecipeFiles::folder() const
{
    if (!m_document.path().isEmpty())
        return QFileInfo(m_document.path()).path();
    const QStringList known = recent();
    return known.isEmpty() ? QDir::homePath() : QFileInfo(known.constFirst()).path();
}

void RecipeFiles::openWithDialog()
{
    auto *dialog = new QFileDialog(&m_window, tr("Open a recipe or a text"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Recipes and texts (*.recipe.json *.json *.txt *.md *.csv)"),
                            tr("Recipes (*.recipe.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &RecipeFiles::openAll);
    dialog->open();
}

void RecipeFiles::openAll(const QStringList &paths)
{
    QStringList recipes;
    for (const QString &path : paths) {
        if (looksLikeRecipe(path))
            recipes.append(path);
        else
            Q_EMIT textChosen(path);
    }
    if (recipes.size() > 1) {
        Error several;
        several.kind = ErrorKind::Usage;
        several.message = tr("One recipe is open at a time: only the first of %1 was opened.")
                              .arg(recipes.size())
                              .toStdString();
        several.nextStep = tr("Open the others one by one, or in windows of their own.").toStdString();
        Q_EMIT failed(several);
    }
    if (!recipes.isEmpty())
        open(recipes.constFirst());
}

void RecipeFiles::save()
{
    saveThen([] {});
}

void RecipeFiles::saveThen(const std::function<void()> &go)
{
    if (m_document.path().isEmpty())
        askWhere(go);
    else if (m_document.isChangedOutside())
        askWhatCounts(go);
    else if (saveTo(m_document.path()))
        go();
}

/// Another program has written the file since: neither side is put aside without a word.
void RecipeFiles::askWhatCounts(const std::function<void()> &go)
{
    if (m_question) {
        m_question->raise();
        return;
    }
    m_question = new QMessageBox(QMessageBox::NoIcon, tr("Save the recipe?"), QString(), QMessageBox::Cancel,
                                 &m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setText(
        tr("“%1” was changed by another program.").arg(displayText(QFileInfo(m_document.path()).fileName())));
    m_question->setInformativeText(
        tr("Saving takes the place of what stands there now; loading keeps your changes as a version."));
    QPushButton *over = m_question->addButton(tr("&Save anyway"), QMessageBox::DestructiveRole);
    QPushButton *load = m_question->addButton(tr("&Load what is there"), QMessageBox::DestructiveRole);
    QPushButton *other = m_question->addButton(tr("Save &elsewhere…"), QMessageBox::AcceptRole);
    m_question->setDefaultButton(other);
    connect(over, &QPushButton::clicked, this, [this, go] {
        if (saveTo(m_document.path()))
            go();
    });
    connect(load, &QPushButton::clicked, this, [this] {
        Q_EMIT aboutToLoad();
        openRecipe(m_document.path());
    });
    connect(other, &QPushButton::clicked, this, [this, go] { askWhere(go); });
    m_question->open();
}

void RecipeFiles::askWhere(const std::function<void()> &go)
{
    QString name = m_document.content().name;
    static const QRegularExpression unfit(QStringLiteral("[/\\x00-\\x1f]"));
    name.replace(unfit, QStringLiteral("-"));
    auto *dialog = new QFileDialog(&m_window, tr("Save the recipe"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("recipe.json"));
    dialog->setNameFilters({tr("Recipes (*.recipe.json)"), tr("All files (*)")});
    dialog->selectFile((name.isEmpty() ? tr("recipe") : name) + QStringLiteral(".recipe.json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, go](const QString &path) {
        if (saveTo(path))
            go();
    });
    dialog->open();
}

void RecipeFiles::saveAs()
{
    askWhere([] {});
}

bool RecipeFiles::saveTo(const QString &path)
{
    const QString formerKey = m_document.key();
    if (const std::optional<Error> error = m_document.save(path)) {
        Q_EMIT failed(*error);
        return false;
    }
    noteRecent(m_document.path());
    Q_EMIT saved(formerKey);
    return true;
}

QStringList RecipeFiles::recent() const
{
    return m_settings.value(settings::setting::recentRecipes);
}

void RecipeFiles::noteRecent(const QString &path)
{
    QStringList paths = recent();
    paths.removeAll(path);
    paths.prepend(path);
    m_settings.set(settings::setting::recentRecipes, QStringList(paths.mid(0, kMostRecent)));
    Q_EMIT recentChanged();
}

void RecipeFiles::forgetRecent()
{
    m_settings.reset(settings::setting::recentRecipes);
    Q_EMIT recentChanged();
}

} // namespace espalier::ui
