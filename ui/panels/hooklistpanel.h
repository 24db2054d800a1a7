// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/recipedocument.h"
#include "panels/entriespanel.h"

namespace espalier::ui {

class CodePermission;
class HookForm;

/// The hooks of a recipe: what happens at which event. Document and permission stay the caller's and must
/// outlive the panel.
class HookListPanel : public EntriesPanel
{
    Q_OBJECT

public:
    HookListPanel(RecipeDocument &document, CodePermission &permission, QWidget *parent = nullptr);
    void commit() override;

protected:
    [[nodiscard]] const json::Value::Array &entries() const override;
    void setEntries(const json::Value::Array &entries, const QString &label) override;
    [[nodiscard]] json::Value newEntry() const override;
    void wrote(const json::Value &before, const json::Value &after) override;
    void showEntry(const json::Value *entry) override;
    void focusForm() override;

private:
    RecipeDocument &m_document;
    CodePermission &m_permission;
    HookForm *m_form;
};

} // namespace espalier::ui
