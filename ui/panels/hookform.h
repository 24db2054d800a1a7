// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "json/value.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;

namespace espalier::ui {

class CommitEdit;
class DimLabel;

/// One hook of a recipe: its event, its action, and what the action needs. Holds no hook of its own: what a
/// person changes is told as an edit, and comes back through setHook(). Only what decides about `validation`
/// is offered for it.
class HookForm : public QWidget
{
    Q_OBJECT

public:
    explicit HookForm(QWidget *parent = nullptr);
    /// Null: none is chosen.
    void setHook(const json::Value *hook);
    void commit();

Q_SIGNALS:
    void edited(const std::function<void(espalier::json::Value &)> &edit);

private:
    QWidget *makeRulePage();
    QWidget *makeScriptPage();
    QWidget *makeProgramPage();
    QWidget *makeTellingPage();
    void takeEvent();
    void takeAction();
    void takeRule();
    void takeRuleNumbers();
    void fillActions(bool decides, const std::string &action);
    void showRule(const json::Value &hook);

    bool m_filling = false;
    QComboBox *m_event;
    DimLabel *m_eventWords;
    QComboBox *m_action;
    QStackedWidget *m_pages;
    QComboBox *m_rule;
    QSpinBox *m_count;
    QDoubleSpinBox *m_cost;
    QLineEdit *m_fields;
    CommitEdit *m_script;
    QLineEdit *m_command;
    DimLabel *m_telling;
};

} // namespace espalier::ui
