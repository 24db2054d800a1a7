// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <QPlainTextEdit>

namespace espalier::ui {

/// The text to read from. One types, pastes, or drops a text file. Tab leaves the editor.
class DocumentEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DocumentEdit(QWidget *parent = nullptr);
    /// Replaces the text by a file's; one undo step. fileLoaded() or fileRefused() follows.
    void loadFile(const QString &path);

Q_SIGNALS:
    void fileLoaded(const QString &path);
    void fileRefused(const QString &path, const espalier::Error &error);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setDropping(bool dropping);

    bool m_dropping = false; // a file hovers over it
};

} // namespace espalier::ui
