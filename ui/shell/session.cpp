// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shell/session.h"

#include "document/recipedocument.h"
#include "recipe/recipejson.h"
#include "settings/wholefile.h"
#include "json/memberreader.h"
#include "json/read.h"
#include "json/writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace espalier::ui {

using json::Value;

namespace {

constexpr int kMostPrograms = 32;

bool writeFile(const QString &path, const Value &value)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return false;
    const std::string text = json::writeCompact(value);
    QSaveFile file(path);
    // The mode is set before the first byte is written: it holds documents.
    return file.open(QIODevice::WriteOnly) &&
           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           settings::writeWhole(file, text);
}

/// Beside the new one, under a name of its own: nothing is written over.
void keepAside(const QString &path)
{
    QString aside = path + QStringLiteral(".broken");
    for (int number = 2; QFile::exists(aside); ++number)
        aside = path + QStringLiteral(".broken-") + QString::number(number);
    QFile::rename(path, aside);
}

/// What is there and is no JSON object is moved aside, so that it is not written over.
std::optional<Value> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto value = json::readStrict(file.readAll().toStdString(), json::kOwnFileLimits); // it is our own
    if (value && value->isObject())
        return *value;
    file.close();
    keepAside(path);
    return std::nullopt;
}

Value text(const QString &string)
{
    return Value::string(string.toStdString());
}

QString textIn(const Value &object, std::string_view name)
{
    return QString::fromStdString(object[name].text());
}

/// session.json, session-2.json, …
QString numbered(const QString &path, int number)
{
    if (number == 1)
        return path;
    const QFileInfo first(path);
    return QStringLiteral("%1/%2-%3.json")
        .arg(first.path(), first.completeBaseName(), QString::number(number));
}

} // namespace

SessionFile::SessionFile(const QString &path)
    : m_path(path)
{
    QDir().mkpath(QFileInfo(path).path());
    for (int number = 1; number <= kMostPrograms; ++number) {
        m_path = numbered(path, number);
        m_first = number == 1;
        m_lock = std::make_unique<QLockFile>(m_path + QStringLiteral(".lock"));
        m_lock->setStaleLockTime(0); // only the end of its program frees it
        if (m_lock->tryLock(0))
            break;
    }
    m_endedWell = !QFile::exists(runningPath());
    m_lostAnswer = QFileInfo(runningPath()).size() > 0;
}

int SessionFile::orphans() const
{
    int count = 0;
    for (int number = 2; m_first && number <= kMostPrograms; ++number) {
        const QString path = numbered(m_path, number);
        QLockFile lock(path + QStringLiteral(".lock"));
        lock.setStaleLockTime(0);
        if (QFile::exists(path) && lock.tryLock(0))
            ++count;
    }
    return count;
}

SessionFile::~SessionFile() = default;
SessionFile::SessionFile(SessionFile &&) noexcept = default;
SessionFile &SessionFile::operator=(SessionFile &&) noexcept = default;

QString SessionFile::textsPath() const
{
    const QFileInfo file(m_path);
    return QStringLiteral("%1/%2.texts.json").arg(file.path(), file.completeBaseName());
}

QString SessionFile::runningPath() const
{
    return m_path + QStringLiteral(".running");
}

/// Stands as long as the program has not come to its end.
void SessionFile::noteRunning() const
{
    QFile file(runningPath());
    if (!file.exists() && file.open(QIODevice::WriteOnly))
        file.close();
}

void SessionFile::noteAsking(bool underWay) const
{
    QFile file(runningPath());
    if (file.open(QIODevice::WriteOnly) && underWay)
        file.write("asking\n");
}

std::optional<RecipeState> SessionFile::loadRecipe() const
{
    const std::optional<Value> value = readFile(m_path);
    if (!value)
        return std::nullopt;
    const Result<recipe::Recipe, Error> recipe = recipe::readRecipe(json::writeCompact((*value)["recipe"]));
    if (!recipe) {
        keepAside(m_path); // of a newer program
        return std::nullopt;
    }
    RecipeState state;
    state.content = RecipeDocument::contentOf(*recipe);
    state.content.schemaText = textIn(*value, "schema_text");
    for (const json::Member &draft : (*value)["answer_drafts"].members()) {
        if (const int row = QString::fromStdString(draft.key).toInt(); row < state.content.examples.size())
            state.content.answerDrafts.insert(row, QString::fromStdString(draft.value.text()));
    }
    state.content.settings.parametersDraft = textIn(*value, "parameters_draft");
    state.stored = recipe->stored;
    state.path = textIn(*value, "path");
    state.key = textIn(*value, "key");
    state.unsaved = (*value)["unsaved"].isTrue();
    state.fileHash = textIn(*value, "file_hash").toLatin1();
    return state;
}

bool SessionFile::saveRecipe(const RecipeState &state)
{
    Value value = Value::object();
    // The schema is kept as text: it need not be JSON at every moment. So are the others that are none now.
    value.set("recipe",
              recipe::recipeValue(RecipeDocument::recipeOf(state.content, Value::object(), state.stored)));
    value.set("schema_text", text(state.content.schemaText));
    Value drafts = Value::object();
    for (auto draft = state.content.answerDrafts.cbegin(); draft != state.content.answerDrafts.cend();
         ++draft)
        drafts.set(std::to_string(draft.key()), text(draft.value()));
    value.set("answer_drafts", std::move(drafts));
    value.set("parameters_draft", text(state.content.settings.parametersDraft));
    value.set("path", text(state.path));
    value.set("key", text(state.key));
    value.set("unsaved", Value::boolean(state.unsaved));
    value.set("file_hash", Value::string(state.fileHash.toStdString()));
    noteRunning();
    return writeFile(m_path, value);
}

std::optional<TextState> SessionFile::loadTexts() const
{
    const std::optional<Value> value = readFile(textsPath());
    if (!value)
        return std::nullopt;
    TextState state;
    for (const Value &entry : (*value)["documents"].items()) {
        TextDocument document;
        document.name = textIn(entry, "name");
        document.text = textIn(entry, "text");
        document.path = textIn(entry, "path");
        state.documents.append(document);
    }
    json::MemberReader(*value, {}).read("current", state.current, -1);
    state.current = std::min(state.current, static_cast<int>(state.documents.size()) - 1);
    return state;
}

bool SessionFile::saveTexts(const TextState &state)
{
    Value documents = Value::array();
    for (const TextDocument &document : state.documents) {
        Value entry = Value::object();
        entry.set("name", text(document.name));
        entry.set("text", text(document.text));
        entry.set("path", text(document.path));
        documents.mutableItems().push_back(std::move(entry));
    }
    Value value = Value::object();
    value.set("documents", std::move(documents));
    value.set("current", Value::number(static_cast<std::int64_t>(state.current)));
    noteRunning();
    return writeFile(textsPath(), value);
}

void SessionFile::end(bool keep)
{
    QFile::remove(runningPath());
    if (keep && m_first)
        return;
    QFile::remove(m_path);
    QFile::remove(textsPath());
}

} // namespace espalier::ui
