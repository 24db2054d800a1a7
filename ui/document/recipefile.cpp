// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// RecipeDocument as a file.

#include "base/usagepart.h"
#include "document/recipedocument.h"
#include "document/requestparameters.h"
#include "recipe/recipejson.h"
#include "schema/schematext.h"
#include "settings/wholefile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace espalier::ui {

static constexpr qint64 kMostBytes = 64LL * 1024 * 1024;
static constexpr std::size_t kMostInstructions = 512 * 1024; // an editor lays out every line of them

static QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

static Error fileError(ErrorKind kind, const QString &path, const QString &why, const QString &next)
{
    Error error;
    error.kind = kind;
    error.message = (path + QStringLiteral(": ") + why).toStdString();
    error.nextStep = next.toStdString();
    return error;
}

std::optional<Error> RecipeDocument::open(const QString &path)
{
    QFile file(path);
    const QString next = tr("Choose another file.");
    if (!file.open(QIODevice::ReadOnly))
        return fileError(ErrorKind::CannotRead, path, file.errorString(), next);
    if (file.size() > kMostBytes)
        return fileError(ErrorKind::CannotRead, path, tr("larger than 64 MiB"), next);
    const QByteArray bytes = file.readAll();
    const Result<recipe::Recipe, Error> read = recipe::readRecipe(bytes.toStdString());
    if (!read) {
        Error error = read.error();
        error.kind = ErrorKind::CannotRead; // the file is at fault, not what is asked
        error.message = path.toStdString() + ": " + error.message;
        return error;
    }
    if (read->instructions.size() > kMostInstructions)
        return fileError(ErrorKind::CannotRead, path, tr("its instructions are longer than 512 KiB"), next);
    RecipeContent content = contentOf(*read);
    if (content.name.isEmpty()) {
        content.name = QFileInfo(path).fileName();
        if (content.name.endsWith(QLatin1String(".recipe.json")))
            content.name.chop(12);
    }
    start(content, QFileInfo(path).absoluteFilePath(), false, read->stored);
    m_fileHash = hashOf(bytes);
    return std::nullopt;
}

bool RecipeDocument::isChangedOutside() const
{
    QFile file(m_path);
    if (m_path.isEmpty() || m_fileHash.isEmpty() || !file.open(QIODevice::ReadOnly))
        return false;
    return file.size() > kMostBytes || hashOf(file.readAll()) != m_fileHash;
}

std::optional<UnfinishedText> RecipeDocument::unfinished() const
{
    const auto refuse = [](RecipePart part, int row, const QString &message) {
        const QString next = tr("Mend it first. Until then it is kept with your session.");
        return UnfinishedText{
            part, row,
            usagepart::about(usagepart::kUnfinished,
                             {ErrorKind::Usage, message.toStdString(), next.toStdString(), {}, {}, {}})};
    };
    if (!m_content.answerDrafts.isEmpty()) {
        const int row = m_content.answerDrafts.firstKey();
        return refuse(
            RecipePart::Examples, row,
            tr("On the page “Examples”, the right answer of example %1 is no JSON yet.").arg(row + 1));
    }
    const RecipeSettings &settings = m_content.settings;
    if (settings.parametersDraft.isEmpty())
        return std::nullopt;
    const auto read = withOtherParameters(settings.parameters, settings.parametersDraft);
    return refuse(RecipePart::Settings, -1,
                  tr("On the page “Settings”, the further parameters cannot be used yet: %1")
                      .arg(read ? QString() : QString::fromStdString(read.error().message)));
}

std::optional<Error> RecipeDocument::save(const QString &path)
{
    const Result<json::Value, schema::SchemaError> schema =
        schema::readSchemaText(m_content.schemaText.toStdString());
    if (!schema && !m_content.schemaText.trimmed().isEmpty())
        return fileError(
            ErrorKind::Usage, tr("The schema is no JSON yet"),
            tr("line %1: %2").arg(schema.error().line).arg(QString::fromStdString(schema.error().message)),
            tr("Mend it, then save. Until then it is kept with your session."));
    if (const std::optional<UnfinishedText> text = unfinished())
        return text->error;
    const recipe::Recipe recipe = toRecipe();
    QSaveFile file(path);
    const std::string text = recipe::writeRecipe(recipe);
    if (!file.open(QIODevice::WriteOnly) || !settings::writeWhole(file, text))
        return fileError(ErrorKind::CannotWrite, path, file.errorString(),
                         tr("Choose another place with “Save as”."));
    m_stored = recipe::recipeValue(recipe);
    m_path = QFileInfo(path).absoluteFilePath();
    m_fileHash = hashOf(QByteArray::fromStdString(text));
    m_undo.setClean();
    Q_EMIT pathChanged();
    return std::nullopt;
}

} // namespace espalier::ui
