// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "schema/markedtext.h"
#include "json/value.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace espalier::ui {

/// Takes the fields from parts of a text that the person marks and names. Deletes itself when it closes.
class MarkDialog : public QDialog
{
    Q_OBJECT

public:
    /// `text`: shown, not changed. `hasFields`: there is something the fields may be added to.
    MarkDialog(const QString &text, bool hasFields, QWidget *parent);

Q_SIGNALS:
    void taken(const espalier::json::Value &schema, bool replace);

private:
    void mark();
    void unmark();
    void take(bool replace);
    void update();

    std::vector<schema::TextMark> m_marks; ///< as the rows of the list
    std::string m_bytes;                   ///< of the text
    QPlainTextEdit *m_text;
    QLineEdit *m_name;
    QPushButton *m_mark;
    QListWidget *m_list;
    QPushButton *m_unmark;
    QLabel *m_said;
    QPushButton *m_add = nullptr;
    QPushButton *m_replace;
};

} // namespace espalier::ui
