// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"

#include <QListWidget>

namespace espalier::ui {

/// Lines about values: what does not fit, what was put right. Plain text. Choosing one tells which value it
/// is about.
class NoteList : public QListWidget
{
    Q_OBJECT

public:
    explicit NoteList(QWidget *parent = nullptr);
    /// `pointer` is empty for the whole answer.
    void addNote(ValueState state, const QString &place, const QString &text, const QString &pointer);
    /// How high it has to be to show its first rows, `most` of them if there are as many.
    [[nodiscard]] int heightOfRows(int most) const;

Q_SIGNALS:
    void chosen(const QString &pointer);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintMarks();
    [[nodiscard]] QIcon markIcon(ValueState state) const;
};

} // namespace espalier::ui
