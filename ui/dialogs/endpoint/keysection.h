// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dialogs/endpoint/keyuse.h"
#include "secrets/secret.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace espalier::ui {

class DimLabel;
class FieldNote;
class KeyField;

/// The key of an endpoint: a field for entering one, where it is kept, which one is in use, and what a key
/// ring complains of. Never knows a key that is stored.
class KeySection : public QWidget
{
    Q_OBJECT

public:
    explicit KeySection(QWidget *parent = nullptr);

    /// Begins anew with what is stored; what was typed is gone.
    void setSource(const secrets::KeySource &source);
    [[nodiscard]] secrets::KeySource source() const;
    /// What the engine says of the endpoint as it is stored.
    void setFacts(const KeyFacts &facts);
    [[nodiscard]] bool hasEntered() const;
    [[nodiscard]] secrets::Secret entered() const;
    /// It is kept now: the field is empty again.
    void clearEntered();
    void sayProblem(const QString &text);
    void focusVariable();

Q_SIGNALS:
    void edited();
    void forgetAsked();

private:
    void showUse();

    KeyFacts m_facts;
    KeyField *m_key;
    QButtonGroup *m_places;
    QLineEdit *m_variable;
    DimLabel *m_use;
    FieldNote *m_problem;
    QPushButton *m_forget;
};

} // namespace espalier::ui
