// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"

#include <QWidget>

#include <optional>

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace espalier::ui {

class ExampleEditor;

/// A recipe's worked examples: a list, and the one that is chosen beside it. Each change is one step of the
/// document's history; what is typed counts when the focus leaves. The document stays the caller's and must
/// outlive the panel.
class ExamplesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ExamplesPanel(RecipeDocument &document, QWidget *parent = nullptr);
    /// Takes over what is still being typed; call it before a question is made.
    void commit();
    /// The keyboard goes to the right answer of the example in that row.
    void showAnswer(int row);
    /// Whether there is a last try to take an example from.
    void setLastTry(bool available);

public Q_SLOTS:
    /// Adds one at the end and shows it: the answer to lastTryWanted().
    void addExample(const QString &text, const espalier::json::Value &value);

Q_SIGNALS:
    /// A person wants the last try's text and answer as an example.
    void lastTryWanted();

private:
    QWidget *makeEmptyPage();
    QWidget *makeListPage();
    void removeCurrent();
    void moveCurrent(int by);
    void setExamples(const QList<recipe::Example> &examples, const AnswerDrafts &drafts, const QString &label,
                     int current);
    [[nodiscard]] const QList<recipe::Example> &examples() const;
    [[nodiscard]] std::optional<QString> draft() const;
    void showExamples();
    void showCurrent();
    void checkSchema();
    template <typename Edit>
    void editCurrent(Edit edit, const std::optional<QString> &draft);

    RecipeDocument &m_document;
    int m_current = -1;
    bool m_showing = false;
    QStackedWidget *m_pages;
    QListWidget *m_list;
    ExampleEditor *m_editor;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
    QList<QPushButton *> m_take;
};

} // namespace espalier::ui
