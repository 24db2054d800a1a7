// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/nodes.h"

#include <QAbstractListModel>
#include <QList>
#include <QString>

namespace espalier::ui {

/// A text to read from, and how the last question about it went.
struct TextDocument
{
    QString name; ///< for people; need not be unique
    QString text;
    QString path;                          ///< the file it came from; may be empty
    ValueState state = ValueState::Absent; ///< Absent: not asked about yet
    QString words;                         ///< the same in a word or two; empty: how long it is
    bool operator==(const TextDocument &) const = default;
};

/// The texts beside the recipe, in the order they were added. The name can be edited; the rest is changed by
/// functions. Thread: GUI.
class DocumentListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole, ///< ValueState as int
        WordsRole,                ///< QString, shown at the right
        TextRole,                 ///< QString, the whole text
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] const QList<TextDocument> &documents() const { return m_documents; }
    /// Replaces all.
    void setDocuments(const QList<TextDocument> &documents);
    /// Adds one at the end and gives its row.
    int add(const TextDocument &document);
    /// Puts one back where it was.
    void insert(int row, const TextDocument &document);
    void removeAt(int row);
    /// Another text is another question: its state is forgotten.
    void setText(int row, const QString &text);
    void setState(int row, ValueState state, const QString &words);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A name, a text or the list itself is another now; states do not count.
    void contentChanged();

private:
    [[nodiscard]] bool has(int row) const { return row >= 0 && row < m_documents.size(); }

    QList<TextDocument> m_documents;
};

} // namespace espalier::ui
