// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"
#include "panels/entriespanel.h"

class QComboBox;
class QLineEdit;

namespace espalier::ui {

class CodePermission;
class CommitEdit;

/// The rules of a recipe beyond its schema: about a field or the whole object, an expression that must be
/// true, or that the value stands in the document. Document and permission stay the caller's and must outlive
/// the panel.
class ChecksPanel : public EntriesPanel
{
    Q_OBJECT

public:
    ChecksPanel(RecipeDocument &document, CodePermission &permission, QWidget *parent = nullptr);
    void commit() override;

protected:
    [[nodiscard]] const json::Value::Array &entries() const override;
    void setEntries(const json::Value::Array &entries, const QString &label) override;
    [[nodiscard]] json::Value newEntry() const override;
    void wrote(const json::Value &before, const json::Value &after) override;
    void showEntry(const json::Value *entry) override;
    void focusForm() override;

private:
    QWidget *makeForm();
    void fillPlaces();
    void takePlace(const QString &text);
    void takeRule();
    void takeText(const char *member, const QString &text);

    RecipeDocument &m_document;
    CodePermission &m_permission;
    bool m_filling = false;
    QLineEdit *m_name;
    QComboBox *m_place;
    QComboBox *m_rule;
    CommitEdit *m_expression;
    QLineEdit *m_message;
};

} // namespace espalier::ui
