// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QStringList>

class QPlainTextEdit;
class QPushButton;

namespace espalier::ui {

/// The values of a text: one a line, or in one line with commas between. Blanks around them and repeats do
/// not count.
[[nodiscard]] QStringList valuesOf(const QString &text);

/// A small popup to edit the values a choice may have. Deletes itself when it closes; Escape gives up.
class ValuesPopup : public QFrame
{
    Q_OBJECT

public:
    explicit ValuesPopup(const QStringList &values, QWidget *parent);
    void openAt(const QPoint &global);

Q_SIGNALS:
    /// Once, with at least one value.
    void chosen(const QStringList &values);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take();

    QPlainTextEdit *m_text;
    QPushButton *m_take;
};

} // namespace espalier::ui
