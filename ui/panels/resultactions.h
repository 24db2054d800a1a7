// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "panels/resultnotes.h"
#include "run/origins.h"
#include "run/runresult.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

class QAction;
class QWidget;

namespace espalier::ui {

class PartialTreeModel;
class ResultTableModel;

/// What can be done with an answer as a whole: copied and saved as JSON, its list as CSV. Actions for menus
/// and buttons; they are off, with the reason in their tool tip, while there is nothing to take.
///
/// What was read into the types of the schema is taken as it was read, not as it came.
///
/// Files are written beside their place and then renamed, so that an error leaves what was there. The models
/// stay the caller's and must outlive the object.
class ResultActions : public QObject
{
    Q_OBJECT

public:
    /// `window`: where file dialogs belong to.
    ResultActions(const PartialTreeModel &answer, const ResultTableModel &table, QWidget *window);

    /// Copy JSON, save JSON, copy CSV, save CSV.
    [[nodiscard]] QList<QAction *> all() const;
    [[nodiscard]] QAction *copyJson() const { return m_copyJson; }
    [[nodiscard]] QAction *saveJson() const { return m_saveJson; }
    [[nodiscard]] QAction *copyCsv() const { return m_copyCsv; }
    [[nodiscard]] QAction *saveCsv() const { return m_saveCsv; }

    /// What file names are suggested from, e.g. that of the document; may be a path.
    void setSubject(const QString &name) { m_subject = name; }
    void begin();
    void finish(const run::RunResult &result);
    /// There may be something to take now, or nothing any more.
    void refresh();
    /// Asks for another place for what could not be written last.
    void saveElsewhere();
    /// Writes without asking; what the dialogs end in. Tells by said().
    void writeJson(const QString &path);
    void writeCsv(const QString &path);

    [[nodiscard]] QString jsonText() const;
    /// The answer as it was read; nullopt: there is none.
    [[nodiscard]] std::optional<json::Value> value() const;
    [[nodiscard]] QString csvText() const;
    /// True when jsonText() is not the text of the tree.
    [[nodiscard]] bool takesOtherValue() const { return m_asRead.has_value(); }

Q_SIGNALS:
    /// Something was saved or copied, or could not be.
    void said(const espalier::ui::BannerText &text);

private:
    using Writer = void (ResultActions::*)(const QString &);

    QAction *add(const QString &text, const QString &iconName, const std::function<void()> &act);
    void ask(const QString &title, const QString &suffix, Writer writer);
    void write(const QString &path, const QString &text, Writer writer);
    /// What a person should know of the answer that is taken; empty when it is whole and well.
    [[nodiscard]] QString caveat(bool saved) const;

    const PartialTreeModel &m_answer;
    const ResultTableModel &m_table;
    QWidget *m_window;
    QAction *m_copyJson;
    QAction *m_saveJson;
    QAction *m_copyCsv;
    QAction *m_saveCsv;
    QString m_subject;
    Writer m_last = nullptr; // what could not be written
    AnswerEnd m_end = AnswerEnd::Growing;
    bool m_invalid = false;
    schema::Coercions m_coercions;
    std::optional<json::Value> m_asRead; ///< where that is not what the tree shows
};

} // namespace espalier::ui
