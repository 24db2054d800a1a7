// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "panels/hooklistpanel.h"

#include "panels/hookform.h"
#include "shell/codepermission.h"
#include "text/hooktext.h"
#include "widgets/undokeys.h"

namespace espalier::ui {

using json::Value;

HookListPanel::HookListPanel(RecipeDocument &document, CodePermission &permission, QWidget *parent)
    : EntriesPanel(
          {tr("Hooks"),
           tr("A hook does something when something happens: notes it, tells you, asks you, decides by "
              "a rule or a script of yours what becomes of an answer that does not fit, or starts a "
              "program."),
           tr("Add hook"),
           tr("Test"),
           tr("Fire a made-up event into this hook now, and see what it decides"),
           tr("Add hook"),
           tr("Remove hook"),
           tr("Move hook"),
           tr("Switch hook"),
           {tr("When"), tr("Does"), tr("What exactly")}},
          [](const Value &entry, int column) {
              return column == 0   ? QString::fromStdString(entry["event"].text())
                     : column == 1 ? hookActionText(entry["action"].text())
                                   : hookSummary(entry);
          },
          [&permission](const Value &entry) { return !permission.mayRunHook(entry); }, parent)
    , m_document(document)
    , m_permission(permission)
    , m_form(new HookForm)
{
    sendSpareUndoKeysOf(m_form, document.undoStack());
    setForm(m_form);
    connect(m_form, &HookForm::edited, this,
            [this](const std::function<void(Value &)> &edit) { editCurrent(tr("Edit hook"), edit); });
    connect(&document, &RecipeDocument::hooksChanged, this, &HookListPanel::showEntries);
    connect(&permission, &CodePermission::changed, this, &HookListPanel::refresh);
    showEntries();
}

void HookListPanel::commit()
{
    m_form->commit();
}

const Value::Array &HookListPanel::entries() const
{
    return m_document.content().hooks;
}

void HookListPanel::setEntries(const Value::Array &entries, const QString &label)
{
    m_document.setHooks(entries, label);
}

Value HookListPanel::newEntry() const
{
    return Value::object({{"event", Value::string("validation")}, {"action", Value::string("ask")}});
}

void HookListPanel::wrote(const Value &before, const Value &after)
{
    m_permission.wroteHook(before, after);
}

void HookListPanel::showEntry(const Value *entry)
{
    m_form->setHook(entry);
}

void HookListPanel::focusForm()
{
    m_form->setFocus();
}

} // namespace espalier::ui
