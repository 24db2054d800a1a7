// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/resultactions.h"

#include "models/partialtreemodel.h"
#include "models/resulttablemodel.h"
#include "models/valuechanges.h"
#include "results/csv.h"
#include "settings/wholefile.h"
#include "theme/icons.h"
#include "json/writer.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSaveFile>

namespace espalier::ui {

ResultActions::ResultActions(const PartialTreeModel &answer, const ResultTableModel &table, QWidget *window)
    : QObject(window)
    , m_answer(answer)
    , m_table(table)
    , m_window(window)
    , m_copyJson(add(tr("Copy answer as &JSON"), QStringLiteral("copy"),
                     [this] {
                         QGuiApplication::clipboard()->setText(jsonText());
                         if (const QString word = caveat(false); !word.isEmpty())
                             Q_EMIT said({Banner::Kind::Hint, word, {}, {}});
                     }))
    , m_saveJson(
          add(tr("&Save answer as JSON…"), QStringLiteral("save"),
              [this] { ask(tr("Save answer as JSON"), QStringLiteral("json"), &ResultActions::writeJson); }))
    , m_copyCsv(add(tr("&Copy list as CSV"), QStringLiteral("copy"),
                    [this] {
                        QGuiApplication::clipboard()->setText(csvText());
                        if (const QString word = caveat(false); !word.isEmpty())
                            Q_EMIT said({Banner::Kind::Hint, word, {}, {}});
                    }))
    , m_saveCsv(add(tr("Save &list as CSV…"), QStringLiteral("save"),
                    [this] { ask(tr("Save list as CSV"), QStringLiteral("csv"), &ResultActions::writeCsv); }))
{
    connect(&table, &ResultTableModel::listsChanged, this, &ResultActions::refresh);
    connect(&answer, &PartialTreeModel::applied, this, &ResultActions::refresh);
    connect(&answer, &QAbstractItemModel::modelReset, this, &ResultActions::refresh);
    refresh();
}

QAction *ResultActions::add(const QString &text, const QString &iconName, const std::function<void()> &act)
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, act);
    return action;
}

QList<QAction *> ResultActions::all() const
{
    return {m_copyJson, m_saveJson, m_copyCsv, m_saveCsv};
}

void ResultActions::begin()
{
    m_end = AnswerEnd::Growing;
    m_invalid = false;
    m_asRead.reset();
    m_last = nullptr;
}

void ResultActions::finish(const run::RunResult &result)
{
    m_end = answerEndOf(result);
    m_invalid = result.status == run::RunStatus::Invalid;
    m_coercions = result.coercions;
    const bool fits = result.status == run::RunStatus::Valid || result.status == run::RunStatus::Accepted;
    if (fits && !(result.coercions.empty() && result.setAside.empty()))
        m_asRead = result.value;
    else if (m_invalid && !result.coercions.empty())
        m_asRead = run::lastObjectAsRead(result);
    refresh();
}

void ResultActions::refresh()
{
    const bool something = m_answer.valueCount() > 0;
    const QString nothing = tr("There is no answer yet.");
    for (QAction *action : {m_copyJson, m_saveJson}) {
        action->setEnabled(something);
        action->setToolTip(something ? tr("Indented, members in the order they came") : nothing);
    }
    const bool list = m_table.hasList() && m_table.columnCount() > 0;
    const QString none = m_table.hasList() ? tr("The list is empty: there are no columns.")
                                           : tr("The answer holds no list; CSV is for lists.");
    for (QAction *action : {m_copyCsv, m_saveCsv}) {
        action->setEnabled(list);
        action->setToolTip(list
                               ? tr("A row for each item, values as they were read; cells that a spreadsheet "
                                    "would take for formulas are made harmless")
                           : something ? none
                                       : nothing);
    }
}

std::optional<json::Value> ResultActions::value() const
{
    return m_asRead ? m_asRead : m_answer.value();
}

QString ResultActions::jsonText() const
{
    const std::optional<json::Value> value = this->value();
    return value ? QString::fromStdString(json::writePretty(*value)) : QString();
}

QString ResultActions::csvText() const
{
    if (!m_table.hasList())
        return {};
    if (!m_asRead)
        return QString::fromStdString(results::writeCsv(m_table.listValue(), m_table.rowSchema()));
    PartialTreeModel answer; // the same table of the other value
    answer.setExpected(m_answer.expected());
    ResultTableModel table(answer);
    const json::TreeChanges changes = changesOfValue(*m_asRead);
    answer.apply(changes);
    table.follow(changes);
    table.choose(QString::fromStdString(run::Origins(m_coercions).now(m_table.chosen().toStdString())));
    return QString::fromStdString(results::writeCsv(table.listValue(), table.rowSchema()));
}

QString ResultActions::caveat(bool saved) const
{
    if (m_end == AnswerEnd::Growing)
        return saved ? tr("The answer is still growing: saved what has come so far")
                     : tr("The answer is still growing: copied what has come so far");
    if (m_end != AnswerEnd::Complete)
        return saved ? tr("The answer is not complete: saved what came")
                     : tr("The answer is not complete: copied what came");
    if (m_invalid)
        return saved ? tr("The answer does not fit the schema: saved all the same")
                     : tr("The answer does not fit the schema: copied all the same");
    return {};
}

void ResultActions::ask(const QString &title, const QString &suffix, Writer writer)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave); // asks before it takes the place of a file
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilters({tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix), tr("All files (*)")});
    const QString base = QFileInfo(m_subject).completeBaseName();
    dialog->selectFile((base.isEmpty() ? tr("answer") : base) + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, writer](const QString &path) { (this->*writer)(path); });
    dialog->open();
}

void ResultActions::saveElsewhere()
{
    if (m_last == &ResultActions::writeCsv)
        m_saveCsv->trigger();
    else
        m_saveJson->trigger();
}

void ResultActions::writeJson(const QString &path)
{
    write(path, jsonText() + u'\n', &ResultActions::writeJson);
}

void ResultActions::writeCsv(const QString &path)
{
    write(path, csvText(), &ResultActions::writeCsv);
}

void ResultActions::write(const QString &path, const QString &text, Writer writer)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !settings::writeWhole(file, text.toStdString())) {
        m_last = writer;
        Error error;
        error.kind = ErrorKind::CannotWrite;
        error.message = tr("%1: %2").arg(QDir::toNativeSeparators(path), file.errorString()).toStdString();
        error.nextStep =
            tr("Choose a folder you may write to; what was there before is unchanged.").toStdString();
        Q_EMIT said(bannerFor(error, false));
        return;
    }
    const QString place = QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath());
    const QString word = caveat(true);
    if (word.isEmpty())
        Q_EMIT said({Banner::Kind::Good, tr("Saved"), place, {}});
    else
        Q_EMIT said({Banner::Kind::Hint, word, place, {}});
}

} // namespace espalier::ui
