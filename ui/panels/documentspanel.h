// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/documentlistmodel.h"

#include <QStringList>
#include <QWidget>

class QListView;
class QListWidget;

namespace espalier::ui {

class DimLabel;

/// The side list: the texts to read from, a place to drop more, and the samples. Changes the model only by
/// removing (which can be taken back) and renaming; what is added comes from whoever hears the signals. The
/// model stays the caller's and must outlive the panel.
class DocumentsPanel : public QWidget
{
    Q_OBJECT

public:
    DocumentsPanel(DocumentListModel &model, const QStringList &samples, QWidget *parent = nullptr);

    /// The heading: a dock takes it as its title bar.
    [[nodiscard]] QWidget *head() const { return m_head; }
    /// Row of the text that is shown and asked about; -1 when there is none.
    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);

Q_SIGNALS:
    /// Also when another text took the place of one that was removed.
    void currentRowChanged(int row);
    /// Rows are about to move: what is still being typed belongs to the one that is current now.
    void aboutToMoveRows();
    void filesDropped(const QStringList &files);
    void openWanted();
    void newWanted();
    void sampleWanted(int index);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void removeCurrent();
    void putBack();
    void addListActions();
    QListWidget *makeSamples(const QStringList &samples);

    QWidget *makeUndoRow();

    DocumentListModel &m_model;
    QListView *m_list;
    QWidget *m_head;
    DimLabel *m_undoText;
    QWidget *m_undoRow; // after the text in it
    TextDocument m_removed;
    int m_removedRow = 0;
};

} // namespace espalier::ui
