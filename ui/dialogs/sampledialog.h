// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace espalier::ui {

class FieldEditor;

/// Takes the fields from a sample answer that is pasted as JSON. Stays open, with the reason, as long as the
/// sample cannot be used. Deletes itself when it closes; the editor must outlive it.
class SampleDialog : public QDialog
{
    Q_OBJECT

public:
    /// `hasFields`: there is something that the sample's fields may be added to.
    SampleDialog(FieldEditor &editor, bool hasFields, QWidget *parent);

private:
    void take(bool replace);

    FieldEditor &m_editor;
    QPlainTextEdit *m_text;
    QLabel *m_problem;
    QPushButton *m_add;
    QPushButton *m_replace;
};

} // namespace espalier::ui
