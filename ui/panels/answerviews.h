// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/prettystream.h"
#include "widgets/growingtext.h"

#include <QPersistentModelIndex>
#include <QTimer>

namespace espalier::ui {

class PartialTreeModel;

/// The growing answer as indented JSON. Written at most ten times a second, at the cost of what is new, and
/// only while somebody looks. The model stays the caller's and must outlive the view.
class JsonView : public GrowingText
{
    Q_OBJECT

public:
    explicit JsonView(const PartialTreeModel &model, QWidget *parent = nullptr);
    void begin();
    /// The next changes; the model has them already.
    void follow(const json::TreeChanges &changes);
    /// The whole answer as far as it came; empty when nothing came.
    [[nodiscard]] QString wholeAnswer() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void write();

    const PartialTreeModel &m_model;
    PrettyStream m_pretty;
    QTimer m_later;
    bool m_stale = false;
};

/// The raw text of the answer, put in in batches, and only while somebody looks.
class RawView : public GrowingText
{
    Q_OBJECT

public:
    explicit RawView(QWidget *parent = nullptr);
    void begin();
    void add(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void write();

    QString m_waiting;
    QTimer m_later;
};

/// One value in full, growing with it.
class ValueView : public GrowingText
{
    Q_OBJECT

public:
    explicit ValueView(QWidget *parent = nullptr);
    /// Shows the value of that row; an invalid index: nothing.
    void showValue(const QModelIndex &index);
    /// The model has changed: takes on what is new of the value. O(new) for a growing text.
    void follow();

private:
    QPersistentModelIndex m_index;
    qsizetype m_shown = 0; // UTF-16 units
    bool m_open = false;   // it was still growing when last shown
};

} // namespace espalier::ui
