// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace espalier::ui {

/// Plain text that counts when it is finished: typed() with each change of a person's, committed() once when
/// the focus leaves after such changes. Tab moves on.
class CommitEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CommitEdit(QWidget *parent = nullptr);
    /// Replaces the text without telling; keeps the cursor when the text is the same.
    void setShown(const QString &text);
    /// Tells what was typed, if anything was since the last time.
    void commit();
    /// Something was typed that is not told yet.
    [[nodiscard]] bool isPending() const { return m_pending; }

Q_SIGNALS:
    void typed();
    void committed();

protected:
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool m_pending = false;
    bool m_showing = false;
};

} // namespace espalier::ui
