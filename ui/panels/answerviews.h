// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/prettystream.h"
#include "models/utf8places.h"
#include "widgets/growingtext.h"
#include "json/value.h"

#include <QPersistentModelIndex>
#include <QPoint>
#include <QTextCursor>
#include <QTimer>

#include <optional>

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
    /// The answer is over and was read otherwise than it came: as this. Written out when somebody looks.
    void settle(json::Value value);
    /// The whole answer as far as it came; empty when nothing came.
    [[nodiscard]] QString wholeAnswer() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void write();
    qsizetype takeEdit();

    const PartialTreeModel &m_model;
    PrettyStream m_pretty;
    std::optional<json::Value> m_settled;
    QString m_waiting;       // of the last edit
    qsizetype m_written = 0; // of that
    QTimer m_later;
    int m_pause = 100; // milliseconds to the next edit
    bool m_stale = false;
};

/// The raw text of the answer, put in in batches, and only while somebody looks. A range of its bytes can be
/// marked, and a click or Return says at which byte it was.
class RawView : public GrowingText
{
    Q_OBJECT

public:
    explicit RawView(QWidget *parent = nullptr);
    void begin();
    void add(const QString &text);
    /// Bytes of all the text added, as UTF-8, whether it is written yet or not.
    [[nodiscard]] quint64 byteCount() const { return m_places.bytes(); }
    /// From here on the bytes are not known exactly: the first character that stands for what could not be
    /// read.
    [[nodiscard]] std::optional<quint64> firstReplaced() const { return m_places.firstReplaced(); }
    /// Marks the bytes from `begin` to before `end`; `bring`: and shows where they begin. Equal: none.
    void mark(quint64 begin, quint64 end, bool bring);
    [[nodiscard]] QString markedText() const;

Q_SIGNALS:
    /// The person pointed at the character with this byte.
    void byteChosen(quint64 byte);

protected:
    void showEvent(QShowEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void write();
    void paintMark();
    void choose(const QTextCursor &cursor);
    [[nodiscard]] QTextCursor markCursor() const;

    QString m_waiting;
    qsizetype m_written = 0; // of it
    QTimer m_later;
    Utf8Places m_places;
    quint64 m_markBegin = 0;
    quint64 m_markEnd = 0;
    QPoint m_pressed;
    bool m_bring = false; // show the mark when somebody looks
};

/// One value in full, growing with it.
class ValueView : public GrowingText
{
    Q_OBJECT

public:
    explicit ValueView(QWidget *parent = nullptr);
    /// Characters that are shown at most, and bytes of a group: more is no reading matter, and lays out
    /// slowly.
    static constexpr qsizetype kMost = 512 * 1024;

    /// Shows the value of that row; an invalid index: nothing.
    void showValue(const QModelIndex &index);
    /// The model has changed: takes on what is new of the value. O(new) for a growing text.
    void follow();

private:
    void appendBounded(const QString &text, qsizetype from);
    [[nodiscard]] bool isTooLarge(const QModelIndex &index) const;

    QPersistentModelIndex m_index;
    qsizetype m_shown = 0; // UTF-16 units
    bool m_open = false;   // it was still growing when last shown
};

} // namespace espalier::ui
