// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace espalier::ui {

class FieldEditor;

/// Takes the fields from a text at hand: one sample answer or several, a table with a header, a JSON Schema
/// in whatever it is wrapped. Stays open, with the reason, as long as the
/// sample cannot be used. Deletes itself when it closes; the editor must outlive it.
class SampleDialog : public QDialog
{
    Q_OBJECT

public:
    /// `hasFields`: there is something that the sample's fields may be added to.
    SampleDialog(FieldEditor &editor, bool hasFields, QWidget *parent);

    /// Puts files into the text: one as it is, of several JSON files each on a line of its own.
    void load(const QStringList &paths);

Q_SIGNALS:
    /// The person would rather mark parts of a text; the dialog closes.
    void marksWanted();

private:
    void openFiles();
    void complain(const Error &error);
    void take(bool replace);

    FieldEditor &m_editor;
    QPlainTextEdit *m_text;
    QLabel *m_problem;
    QPushButton *m_add;
    QPushButton *m_replace;
};

} // namespace espalier::ui
