// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "schema/issue.h"
#include "json/value.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QSplitter;

namespace espalier::ui {

class DimLabel;
class DocumentEdit;
class InstructionsEdit;
class SchemaEditor;

/// What is asked: instructions, text, schema. The schema is checked while it is typed; what is wrong stands
/// at its line.
class RecipePanel : public QWidget
{
    Q_OBJECT

public:
    explicit RecipePanel(QWidget *parent = nullptr);

    [[nodiscard]] QString instructions() const;
    [[nodiscard]] QString document() const;
    [[nodiscard]] QString schemaText() const;
    /// Of the text as it is now, checked now; nullopt when it cannot be used, and then it says so at its
    /// line.
    [[nodiscard]] std::optional<json::Value> schema();
    /// What is wrong with the schema as last checked; nullopt when nothing is.
    [[nodiscard]] const std::optional<schema::SchemaError> &schemaError() const { return m_error; }

    void setTexts(const QString &instructions, const QString &document, const QString &schemaText);
    void loadDocument(const QString &path);
    /// Puts the cursor to the schema's error.
    void showSchemaError();
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }

Q_SIGNALS:
    /// The schema as a value has become another one, or stopped or began to be usable.
    void schemaChecked();
    void edited();
    void fileRefused(const espalier::Error &error);

private:
    void check();

    QSplitter *m_splitter;
    InstructionsEdit *m_instructions;
    DocumentEdit *m_document;
    SchemaEditor *m_schema;
    DimLabel *m_documentNote;
    DimLabel *m_schemaNote;
    QTimer m_checkLater;
    std::optional<json::Value> m_value;
    std::optional<schema::SchemaError> m_error;
};

} // namespace espalier::ui
