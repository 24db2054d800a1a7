// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>
#include <QStringList>

class QMimeData;

namespace espalier::ui {

/// The local files in what is dragged; empty when there are none.
[[nodiscard]] QStringList localFiles(const QMimeData *data);

/// A place with a dashed frame that says what to drop there; pressing it is another way to choose files.
class DropZone : public QAbstractButton
{
    Q_OBJECT

public:
    /// `text`: what to drop; `note`: a dim line below, wrapped.
    DropZone(const QString &text, const QString &note, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void dropped(const QStringList &files);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setHovered(bool hovered);

    QString m_note;
    bool m_hovered = false; // files hover over it
};

} // namespace espalier::ui
